import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { FormDialog } from '../../../components/form-dialog'
import { TextArea } from '../../../components/text-area'
import { useForm } from '../../../lib/use-form'
import { useRecall } from './queries'

/** Asks why, and recalls the letter. */
export function RecallDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'recall',
    initial: { reason: '' },
    rules: ({ reason }) => ({ reason: [reason.trim() !== '', t('trace.recall-missing')] }),
    mutation: useRecall(id),
    request: ({ reason }) => reason.trim(),
    done,
  })
  return (
    <FormDialog
      form={form}
      title={t('trace.recall-title')}
      intro={t('trace.recall-intro')}
      words={{ submit: t('trace.recall-submit'), busy: t('trace.recall-busy') }}
      danger
      close={close}
    >
      <TextArea {...form.field('reason')} label={t('trace.recall-reason')} maxLength={MAX_REASON} />
    </FormDialog>
  )
}
