// One recipient's route as the cells of a row.

import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { Reasons } from '../../../components/reasons'
import { At } from '../../../components/time'
import type { RouteRow } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'
import { systemName } from '../../../lib/code-words'
import { nameOf, seatName } from '../../../lib/names'
import { problemText } from '../../../lib/problem-text'

export function routeCells(row: RouteRow, t: TFunction): [string, ReactNode][] {
  return [
    [t('route.column.recipient'), <Recipient key="recipient" row={row} t={t} />],
    [t('route.column.seat'), <Who key="seat" row={row} t={t} />],
    [t('route.column.way'), <Way key="way" row={row} t={t} />],
    [
      t('route.column.why'),
      <div key="why">
        <Reasons reasons={row.why} />
        <Faults faults={row.refusals} tone="refusals" t={t} />
        <Faults faults={row.warnings} tone="warnings" t={t} />
      </div>,
    ],
  ]
}

interface Props {
  row: RouteRow
  t: TFunction
}

interface FaultsProps {
  faults: RouteRow['refusals']
  tone: 'refusals' | 'warnings'
  t: TFunction
}

function Faults({ faults, tone, t }: FaultsProps) {
  if (faults.length === 0) return null
  return (
    <ul className={tone}>
      {faults.map(({ code, title, remedy }) => (
        <li key={code}>{problemText({ code, text: [title, remedy].join(' ') }, t)}</li>
      ))}
    </ul>
  )
}

function Recipient({ row, t }: Props) {
  const { office, addressedTo, named } = row
  const others = addressedTo.filter(({ code }) => code !== office.code)
  return (
    <>
      {office.name ? nameOf(office) : (named.office ?? named.seat ?? named.group)}
      <span className="under">{[office.code, t(`purpose.${row.purpose}`)].filter(Boolean).join(' · ')}</span>
      {others.map((other) => (
        <span key={other.code} className="under">
          {t('route.addressed-to', { office: nameOf(other) })}
        </span>
      ))}
    </>
  )
}

function Who({ row, t }: Props) {
  const acting = row.actingSeat && row.actingSeat !== row.seat?.id ? row.actingSeat : null
  return (
    <>
      {row.seat ? seatName(row.seat) : '—'}
      <span className="under">
        {row.holder ?? t('seat-page.nobody')}
        {acting && ` (${acting})`}
      </span>
    </>
  )
}

function Way({ row, t }: Props) {
  const { mechanism, endpoint, pause, dueAt, terms, levelWhy } = row
  const language = currentLanguage()
  const owed = row.purpose === 'action' ? terms : []
  return (
    <>
      {mechanism ? systemName(mechanism, t) : '—'}
      {endpoint && endpoint !== mechanism && <span className="under">{endpoint}</span>}
      {pause && (
        <span className="under">
          {t('route.down')}{' '}
          {pause.until && pause.next && (
            <>
              {t('route.then', { system: systemName(pause.next, t) })} <At at={pause.until} as="short" />
            </>
          )}
        </span>
      )}
      {dueAt && (
        <span className="under">
          {t('route.due')} <At at={dueAt} as="short" />
        </span>
      )}
      {owed.length > 0 && (
        <details className="under">
          <summary>{t('route.times')}</summary>
          <ul>
            {owed.map((term) => (
              <li key={term.clock}>
                {t(`levels.clock.${term.clock}`)}: {term[language]}
              </li>
            ))}
            {levelWhy.map((reason) => (
              <li key={reason.en}>{reason[language]}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
