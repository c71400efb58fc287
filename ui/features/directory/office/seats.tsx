// The seats of an office, with who has the duty of each and why.

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { Row, Table } from '../../../components/table'
import type { SeatCard } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'
import { seatName } from '../../../lib/names'
import { reasonWords } from '../../../lib/reasons'

export function Seats({ seats, inward }: { seats: SeatCard[]; inward: string | null }) {
  const { t } = useTranslation()
  const heading = useId()
  const [parameters] = useSearchParams()
  const at = parameters.get('at')
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="list-title">
        {t('office.seats')} <span className="count">{seats.length}</span>
      </h2>
      {seats.length === 0 && <p className="note note-wait">{t('office.no-seats')}</p>}
      {seats.length > 0 && (
        <Table
          caption={t('office.seats')}
          className="table-plain"
          columns={[t('office.seat'), t('office.role'), t('office.duty')]}
        >
          {seats.map((seat) => (
            <Row
              key={seat.id}
              cells={[
                [
                  t('office.seat'),
                  <>
                    <Link
                      className="subject"
                      to={`/seats/${encodeURIComponent(seat.id)}${at ? `?at=${encodeURIComponent(at)}` : ''}`}
                    >
                      {seatName(seat)}
                    </Link>
                    {seat.id === inward && <span className="tag">{t('office.inward')}</span>}
                  </>,
                ],
                [t('office.role'), codeWords('seat-role', seat.role, t)],
                [
                  t('office.duty'),
                  <>
                    {seat.holder}
                    <span className="under">{reasonWords(seat.duty.reason, t)}</span>
                  </>,
                ],
              ]}
            />
          ))}
        </Table>
      )}
    </section>
  )
}
