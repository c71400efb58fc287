import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { FormDialog } from '../../../components/form-dialog'
import { TextArea } from '../../../components/text-area'
import type { DeskJob } from '../../../contract/operations'
import { useForm } from '../../../lib/use-form'
import { type Act, useAct } from './queries'

interface Props {
  act: Act
  about: string
  close: () => void
  done: (job: DeskJob | null) => void
}

/** Asks why, and does it. */
export function ActDialog({ act, about, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'desk-act',
    initial: { reason: '' },
    rules: ({ reason }) => ({ reason: [reason.trim() !== '', t('desk.reason-missing')] }),
    mutation: useAct(),
    request: ({ reason }, key) => ({ act, reason: reason.trim(), key }),
    done,
  })
  return (
    <FormDialog
      form={form}
      title={t(`desk.act.${act.act}`)}
      intro={t(`desk.act-intro.${act.act}`)}
      about={about}
      words={{ submit: t(`desk.act.${act.act}`), busy: t('desk.busy') }}
      danger={act.act === 'give-up' || act.act === 'gone'}
      close={close}
    >
      <TextArea {...form.field('reason')} label={t('desk.reason')} maxLength={MAX_REASON} />
    </FormDialog>
  )
}
