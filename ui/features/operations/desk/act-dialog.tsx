import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { useForm } from '../../../lib/use-form'
import { type Act, type Said, useAct } from './acts'
import { isReason, ReasonField } from './reason-field'

interface Props {
  act: Act
  close: () => void
  done: (said: Said) => void
}

/** Asks why, and does it. */
export function ActDialog({ act, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'desk-act',
    initial: { reason: '' },
    rules: ({ reason }) => ({ reason: [isReason(reason), t('desk.reason-missing')] }),
    mutation: useAct(),
    request: ({ reason }) => ({ act, reason: reason.trim() }),
    done: () => done((inWords) => inWords('desk.done')),
  })
  return (
    <FormDialog
      form={form}
      title={t(`desk.act.${act.act}`)}
      intro={t(`desk.act-intro.${act.act}`)}
      about={act.id}
      words={{ submit: t(`desk.act.${act.act}`), busy: t('desk.busy') }}
      danger={act.act === 'gone'}
      close={close}
    >
      <ReasonField field={form.field('reason')} />
    </FormDialog>
  )
}
