import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefusalCode } from '../../../../domain/letters/tapal/refusal'
import { Field, fieldAttributes } from '../../../components/field'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import type { Found } from '../../../contract/directory'
import type { Tapal } from '../../../contract/letters'
import { nameOf } from '../../../lib/names'
import { useSeat } from '../../access/session/seat'
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
  const [right, setRight] = useState<Found | null>(null)
  const [asked, setAsked] = useState(false)

  const codeFault = asked && !code ? t('refuse.code-missing') : undefined
  const reasonFault = asked ? reasonFaultOf(reason) : undefined
  function reasonFaultOf(words: string): string | undefined {
    if (!words.trim()) return t('refuse.reason-missing')
    return words.trim().length > 1000 ? t('refuse.reason-long') : undefined
  }
  const submit = () => {
    setAsked(true)
    if (!code) document.getElementById('refusal-code')?.focus()
    else if (reasonFaultOf(reason)) document.getElementById('refusal-reason')?.focus()
    else if (!act.isPending)
      act.mutate(
        { act: 'refusal', code, reason: reason.trim(), ...(right && { rightOffice: right.id }) },
        { onSuccess: () => done(t('tapal.done.refusal')) },
      )
  }
  return (
    <FormDialog
      title={t('refuse.title')}
      intro={t('refuse.intro')}
      about={tapal.subject}
      error={act.error}
      words={{ submit: t('refuse.submit'), busy: t('refuse.busy') }}
      danger
      pending={act.isPending}
      submit={submit}
      close={close}
    >
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
    </FormDialog>
  )
}
