import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { Check } from '../../../components/check'
import { FormDialog } from '../../../components/form-dialog'
import { TextArea } from '../../../components/text-area'
import { TextField } from '../../../components/text-field'
import { useForm } from '../../../lib/use-form'
import { type Giving, useGive } from './queries'

interface Props {
  title: string
  intro: string
  about: string
  /** Whether a reason must be given; else a note may be. */
  oneSided: boolean
  request: (values: { to: string; text: string; leaveNow: boolean }) => Giving
  close: () => void
  done: (to: string) => void
}

/** Asks who takes the seat, and gives it. */
export function GiveDialog({ title, intro, about, oneSided, request, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'handover',
    initial: { to: '', text: '', leaveNow: false },
    rules: ({ to, text }) => ({
      to: [to.trim() !== '', t('handover.to-missing')],
      text: [!oneSided || text.trim() !== '', t('handover.reason-missing')],
    }),
    mutation: useGive(),
    request: ({ to, text, leaveNow }) => request({ to: to.trim(), text: text.trim(), leaveNow }),
    done: (_handover, { to }) => done(to.trim()),
  })
  const leaveNow = form.field('leaveNow')
  return (
    <FormDialog
      form={form}
      title={title}
      intro={intro}
      about={about}
      words={{ submit: t('handover.give-submit'), busy: t('handover.give-busy') }}
      danger={oneSided}
      close={close}
    >
      <TextField {...form.field('to')} label={t('handover.to')} hint={t('handover.to-hint')} />
      <TextArea
        {...form.field('text')}
        label={oneSided ? t('handover.reason') : t('handover.note')}
        optional={!oneSided}
        maxLength={MAX_REASON}
      />
      {!oneSided && <Check label={t('handover.leave-now')} checked={leaveNow.value} set={leaveNow.set} />}
    </FormDialog>
  )
}
