import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import { FormDialog } from '../../../components/form-dialog'
import type { Tapal } from '../../../contract/letters'
import { today } from '../../../lib/time'
import { useSeat } from '../../access/session/seat'
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
  const submit = () => {
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
    <FormDialog
      title={t('acknowledge.title')}
      intro={t('acknowledge.intro')}
      about={tapal.subject}
      error={act.error}
      words={{ submit: t('acknowledge.submit'), busy: t('acknowledge.busy') }}
      pending={act.isPending}
      submit={submit}
      close={close}
    >
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
    </FormDialog>
  )
}
