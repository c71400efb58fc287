import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../components/dialog'
import { Fault } from '../../components/fault'
import { Field, fieldAttributes } from '../../components/field'
import type { Tapal } from '../../lib/contract'
import { today } from '../../lib/time'
import { useSeat } from '../session/seat'
import { actingSeat, useAct } from './acts'

interface Props {
  tapal: Tapal
  close: () => void
  /** Called with the words that tell what was done. */
  done: (words: string) => void
}

/** Takes a tapal with the diary number of the office; the allotted inward number is filled in. */
export function AcknowledgeDialog({ tapal, close, done }: Props) {
  const { t } = useTranslation()
  const { seat, seats } = useSeat()
  const act = useAct(tapal, actingSeat(tapal, seat, seats))
  const [number, setNumber] = useState(tapal.inwardNumber ?? '')
  const [day, setDay] = useState(today)
  const [asked, setAsked] = useState(false)

  const numberFault = !number.trim()
    ? t('acknowledge.number-missing')
    : number.trim().length > 60
      ? t('acknowledge.number-long')
      : undefined
  const dayFault = day > today() ? t('acknowledge.date-invalid') : undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (numberFault) document.getElementById('diary-number')?.focus()
    else if (dayFault) document.getElementById('diary-date')?.focus()
    else if (!act.isPending)
      act.mutate(
        { act: 'acknowledgement', diaryNumber: number.trim(), ...(day && { diaryDate: day }) },
        { onSuccess: () => done(t('tapal.done.acknowledgement', { number: number.trim() })) },
      )
  }
  const shownNumber = asked ? numberFault : undefined
  const shownDay = asked ? dayFault : undefined
  const hint = tapal.inwardNumber ? t('acknowledge.allotted') : undefined
  return (
    <Dialog title={t('acknowledge.title')} close={close}>
      <form onSubmit={submit} noValidate>
        <p className="dialog-subject">{tapal.subject}</p>
        <p className="soft">{t('acknowledge.intro')}</p>
        {act.isError && <Fault error={act.error} />}
        <Field id="diary-number" label={t('facts.diary-number')} hint={hint} fault={shownNumber}>
          <input
            {...fieldAttributes({ id: 'diary-number', hint, fault: shownNumber })}
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Field>
        <Field id="diary-date" label={t('facts.diary-date')} fault={shownDay} optional>
          <input
            {...fieldAttributes({ id: 'diary-date', fault: shownDay })}
            type="date"
            max={today()}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </Field>
        <div className="dialog-acts">
          <button type="submit" className="button button-main">
            {act.isPending ? t('acknowledge.busy') : t('acknowledge.submit')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
