import { useTranslation } from 'react-i18next'
import { Check } from '../../../components/check'
import { FormDialog } from '../../../components/form-dialog'
import type { Employee } from '../../../contract/directory'
import { useForm } from '../../../lib/use-form'
import { useChooseChannels } from './queries'

interface Props {
  employee: Employee
  channels: NonNullable<Employee['channels']>
  close: () => void
  done: (words: string) => void
}

/** By which channels the employee wants to be told on the telephone; to tick WhatsApp is a consent. */
export function ChannelsDialog({ employee, channels, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'channels',
    initial: { sms: channels.sms, whatsapp: channels.whatsappSince !== null },
    rules: () => ({}),
    mutation: useChooseChannels(employee),
    request: (values) => values,
    done: () => done(t('channels.done')),
  })
  const sms = form.field('sms')
  const whatsapp = form.field('whatsapp')
  return (
    <FormDialog
      form={form}
      title={t('channels.title')}
      intro={t('channels.intro')}
      words={{ submit: t('groups.save'), busy: t('groups.save-busy') }}
      close={close}
    >
      <Check label={t('channels.sms')} checked={sms.value} set={sms.set} />
      <Check label={t('channels.whatsapp')} checked={whatsapp.value} set={whatsapp.set} />
      <p className="soft">{t('channels.consent')}</p>
    </FormDialog>
  )
}
