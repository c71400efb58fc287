// Giving a seat of the office where its holder cannot or will not: by the head of the office alone, marked so.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeCard } from '../../../contract/directory'
import { seatName } from '../../../lib/names'
import { GiveDialog } from './give-dialog'

interface Props {
  card: OfficeCard
  own: string
  done: (words: string) => void
}

export function OneSided({ card, own, done }: Props) {
  const { t } = useTranslation()
  const others = card.seats.filter(({ id }) => id !== own)
  const [chosenId, setChosenId] = useState(others[0]?.id ?? '')
  const [giving, setGiving] = useState(false)
  const seat = others.find(({ id }) => id === chosenId)
  if (!seat) return null
  return (
    <section className="card" aria-labelledby="one-sided">
      <h2 id="one-sided">{t('handover.one-sided')}</h2>
      <p className="soft">{t('handover.one-sided-intro')}</p>
      <div className="one-sided-row">
        <label htmlFor="one-sided-seat">{t('handover.one-sided-seat')}</label>
        <select id="one-sided-seat" value={chosenId} onChange={(event) => setChosenId(event.target.value)}>
          {others.map((each) => (
            <option key={each.id} value={each.id}>
              {seatName(each)} {each.holder && `· ${each.holder}`}
            </option>
          ))}
        </select>
        <button type="button" className="button button-danger-quiet" onClick={() => setGiving(true)}>
          {t('handover.one-sided')}
        </button>
      </div>
      {giving && (
        <GiveDialog
          title={t('handover.one-sided')}
          intro={t('handover.one-sided-warning')}
          about={seatName(seat)}
          oneSided
          request={({ to, text }) => ({ seat: seat.id, to, reason: text, oneSided: true })}
          close={() => setGiving(false)}
          done={(to) => {
            setGiving(false)
            done(t('handover.one-sided-done', { seat: seatName(seat), to }))
          }}
        />
      )}
    </section>
  )
}
