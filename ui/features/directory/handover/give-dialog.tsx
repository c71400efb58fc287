import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import { FormDialog } from '../../../components/form-dialog'
import { type Giving, useGive } from './queries'

interface Props {
  title: string
  intro: string
  about: string
  /** Whether the words are a reason that must be given, and not a note that may be. */
  reason: boolean
  giving: (to: string, words: string, leaveNow: boolean) => Giving
  close: () => void
  done: (to: string) => void
}

/** Asks who takes the seat, and gives it. */
export function GiveDialog({ title, intro, about, reason, giving, close, done }: Props) {
  const { t } = useTranslation()
  const give = useGive()
  const [to, setTo] = useState('')
  const [words, setWords] = useState('')
  const [leaveNow, setLeaveNow] = useState(false)
  const [asked, setAsked] = useState(false)
  const toFault = asked && !to.trim() ? t('handover.to-missing') : undefined
  const wordsFault = asked && reason && !words.trim() ? t('handover.reason-missing') : undefined
  const submit = () => {
    setAsked(true)
    if (!to.trim()) document.getElementById('handover-to')?.focus()
    else if (reason && !words.trim()) document.getElementById('handover-words')?.focus()
    else if (!give.isPending)
      give.mutate(giving(to.trim(), words.trim(), leaveNow), { onSuccess: () => done(to.trim()) })
  }
  const hint = t('handover.to-hint')
  return (
    <FormDialog
      title={title}
      intro={intro}
      about={about}
      error={give.error}
      words={{ submit: t('handover.give-submit'), busy: t('handover.give-busy') }}
      danger={reason}
      pending={give.isPending}
      submit={submit}
      close={close}
    >
      <Field id="handover-to" label={t('handover.to')} hint={hint} fault={toFault}>
        <input
          {...fieldAttributes({ id: 'handover-to', hint, fault: toFault })}
          autoComplete="off"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
      <Field
        id="handover-words"
        label={reason ? t('handover.reason') : t('handover.note')}
        fault={wordsFault}
        optional={!reason}
      >
        <textarea
          {...fieldAttributes({ id: 'handover-words', fault: wordsFault })}
          rows={3}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      {!reason && (
        <label className="check">
          <input type="checkbox" checked={leaveNow} onChange={(event) => setLeaveNow(event.target.checked)} />
          {t('handover.leave-now')}
        </label>
      )}
    </FormDialog>
  )
}
