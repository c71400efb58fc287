// Who held the seat, and from when to when; a gap between two periods is a vacancy and is shown as one.

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Fault } from '../../../components/fault'
import { Day } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { HolderPeriod } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'
import { gapsOf, holdsNow } from './periods'
import { useHolders } from './queries'
import './seat.css'

export function Holders({ seat }: { seat: string }) {
  const { t } = useTranslation()
  const holders = useHolders(seat)
  return (
    <section className="card" aria-labelledby="seat-holders">
      <h2 id="seat-holders">{t('seat-page.holders')}</h2>
      {holders.isPending && <Waiting lines={2} />}
      {holders.isError && <Fault error={holders.error} retry={() => void holders.refetch()} />}
      {holders.data?.length === 0 && <p className="soft">{t('seat-page.holders-none')}</p>}
      {holders.data && holders.data.length > 0 && (
        <ol className="holders">
          {gapsOf(holders.data).map((entry) =>
            'vacantFrom' in entry ? (
              <li key={`gap ${entry.vacantFrom}`} className="holder-gap">
                <span className="tag">{t('seat-page.vacant')}</span>{' '}
                <Span from={entry.vacantFrom} until={entry.vacantUntil} />
              </li>
            ) : (
              <Period key={`${entry.employee} ${entry.from}`} period={entry} />
            ),
          )}
        </ol>
      )}
    </section>
  )
}

function Period({ period }: { period: HolderPeriod }) {
  const { t } = useTranslation()
  return (
    <li className={holdsNow(period) ? 'holder-now' : undefined}>
      <Link className="quiet-link" to={`/employees/${encodeURIComponent(period.employee)}`}>
        <strong>{period.name}</strong>
      </Link>{' '}
      <span className="tag">{t(`charge.${period.kind}`)}</span>
      <span className="under">
        <Span from={period.from} until={period.until} />
        {period.ended && ` · ${codeWords('charge-end', period.ended, t)}`}
      </span>
    </li>
  )
}

function Span({ from, until }: { from: string; until: string | null }) {
  const { t } = useTranslation()
  return (
    <>
      <Day at={from} /> –{' '}
      {until ? <Day at={until} /> : from <= new Date().toISOString() && t('seat-page.until-now')}
    </>
  )
}
