import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import { FormDialog } from '../../../components/form-dialog'
import { useRecall } from './queries'

/** Asks why, and recalls the letter. */
export function RecallDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const recall = useRecall(id)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const fault = asked && !reason.trim() ? t('trace.recall-missing') : undefined
  const submit = () => {
    setAsked(true)
    if (!reason.trim()) document.getElementById('recall-reason')?.focus()
    else if (!recall.isPending) recall.mutate(reason.trim(), { onSuccess: done })
  }
  return (
    <FormDialog
      title={t('trace.recall-title')}
      intro={t('trace.recall-intro')}
      error={recall.error}
      words={{ submit: t('trace.recall-submit'), busy: t('trace.recall-busy') }}
      danger
      pending={recall.isPending}
      submit={submit}
      close={close}
    >
      <Field id="recall-reason" label={t('trace.recall-reason')} fault={fault}>
        <textarea
          {...fieldAttributes({ id: 'recall-reason', fault })}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
