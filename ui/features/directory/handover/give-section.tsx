// Giving a seat: what the next holder gets with it, and to whom it goes.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Waiting } from '../../../components/waiting'
import type { HeldSeat } from '../../../contract/access'
import { nameOf, seatName } from '../../../lib/names'
import { standsIn } from '../../access/session/seat'
import { GiveDialog } from './give-dialog'
import { OpenTable } from './open-table'
import { useOpenItems } from './queries'

export function GiveSection({ seat, done }: { seat: HeldSeat; done: (words: string) => void }) {
  const { t } = useTranslation()
  const open = useOpenItems(seat.id)
  const [giving, setGiving] = useState(false)
  return (
    <section className="card" aria-labelledby="give">
      <h2 id="give">{t('handover.give')}</h2>
      <p className="handover-seat">
        {seatName(seat)} · {nameOf(seat.office)}
      </p>
      <p className="soft">{t('handover.give-intro')}</p>
      <h3>
        {t('handover.open')} {open.data && <span className="count">{open.data.items.length}</span>}
      </h3>
      {open.isPending && <Waiting lines={2} />}
      {open.isError && <Fault error={open.error} retry={() => void open.refetch()} />}
      {open.data && <OpenTable items={open.data.items} linked />}
      {standsIn(seat) ? (
        <p className="note">{t('handover.stands-in')}</p>
      ) : (
        <button type="button" className="button button-main" onClick={() => setGiving(true)}>
          {t('handover.give')}
        </button>
      )}
      {giving && (
        <GiveDialog
          title={t('handover.give')}
          intro={t('handover.give-warning')}
          about={seatName(seat)}
          oneSided={false}
          request={({ to, text, leaveNow }) => ({ seat: seat.id, to, leaveNow, ...(text && { note: text }) })}
          close={() => setGiving(false)}
          done={(to) => {
            setGiving(false)
            done(t('handover.done', { seat: seatName(seat), to }))
          }}
        />
      )}
    </section>
  )
}
