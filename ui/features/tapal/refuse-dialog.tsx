import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../components/dialog'
import { Fault } from '../../components/fault'
import { Field, fieldAttributes } from '../../components/field'
import { OfficePicker } from '../../components/office-picker'
import type { Office, RefusalCode, Tapal } from '../../lib/contract'
import { nameOf } from '../../lib/names'
import { useSeat } from '../session/seat'
import { actingSeat, useAct } from './acts'

const CODES: readonly RefusalCode[] = [
  'not-for-this-office',
  'unreadable',
  'enclosure-missing',
  'not-signed',
  'wrong-language',
  'duplicate-letter',
  'other',
]

interface Props {
  tapal: Tapal
  close: () => void
  done: (words: string) => void
}

/** Refuses a tapal with a coded reason, what is to be put right and, if known, the right office. */
export function RefuseDialog({ tapal, close, done }: Props) {
  const { t } = useTranslation()
  const { seat, seats } = useSeat()
  const act = useAct(tapal, actingSeat(tapal, seat, seats))
  const [code, setCode] = useState<RefusalCode | ''>('')
  const [reason, setReason] = useState('')
  const [right, setRight] = useState<Office | null>(null)
  const [asked, setAsked] = useState(false)

  const codeFault = asked && !code ? t('refuse.code-missing') : undefined
  const reasonFault = asked ? reasonFaultOf(reason) : undefined
  function reasonFaultOf(words: string): string | undefined {
    if (!words.trim()) return t('refuse.reason-missing')
    return words.trim().length > 1000 ? t('refuse.reason-long') : undefined
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!code) document.getElementById('refusal-code')?.focus()
    else if (reasonFaultOf(reason)) document.getElementById('refusal-reason')?.focus()
    else if (!act.isPending)
      act.mutate(
        { act: 'refusal', code, reason: reason.trim(), ...(right && { rightOffice: right.code }) },
        { onSuccess: () => done(t('tapal.done.refusal')) },
      )
  }
  return (
    <Dialog title={t('refuse.title')} close={close}>
      <form onSubmit={submit} noValidate>
        <p className="dialog-subject">{tapal.subject}</p>
        <p className="soft">{t('refuse.intro')}</p>
        {act.isError && <Fault error={act.error} />}
        <Field id="refusal-code" label={t('refuse.code')} fault={codeFault}>
          <select
            {...fieldAttributes({ id: 'refusal-code', fault: codeFault })}
            value={code}
            onChange={(event) => setCode(CODES.find((each) => each === event.target.value) ?? '')}
          >
            <option value="">{t('refuse.choose')}</option>
            {CODES.map((each) => (
              <option key={each} value={each}>
                {t(`refuse.codes.${each}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="refusal-reason" label={t('refuse.reason')} fault={reasonFault}>
          <textarea
            {...fieldAttributes({ id: 'refusal-reason', fault: reasonFault })}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {code === 'not-for-this-office' && (
          <OfficePicker id="right-office" label={t('refuse.right-office')} optional choose={setRight} keep />
        )}
        {right && <p className="soft">→ {nameOf(right)}</p>}
        <div className="dialog-acts">
          <button type="submit" className="button button-danger">
            {act.isPending ? t('refuse.busy') : t('refuse.submit')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
