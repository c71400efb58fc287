import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../components/dialog'
import { Fault } from '../../components/fault'
import { Field, fieldAttributes } from '../../components/field'
import { useRecall } from './queries'

/** Asks why, and recalls the letter. */
export function RecallDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const recall = useRecall(id)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const fault = asked && !reason.trim() ? t('trace.recall-missing') : undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!reason.trim()) document.getElementById('recall-reason')?.focus()
    else if (!recall.isPending) recall.mutate(reason.trim(), { onSuccess: done })
  }
  return (
    <Dialog title={t('trace.recall-title')} close={close}>
      <form onSubmit={submit} noValidate>
        <p className="soft">{t('trace.recall-intro')}</p>
        {recall.isError && <Fault error={recall.error} />}
        <Field id="recall-reason" label={t('trace.recall-reason')} fault={fault}>
          <textarea
            {...fieldAttributes({ id: 'recall-reason', fault })}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="dialog-acts">
          <button type="submit" className="button button-danger">
            {recall.isPending ? t('trace.recall-busy') : t('trace.recall-submit')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
