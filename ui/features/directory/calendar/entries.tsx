// The holidays and half days of a year, and the closures, as lists.

import { useTranslation } from 'react-i18next'
import { Row, Table } from '../../../components/table'
import type { Closure, Holiday } from '../../../contract/directory'
import { currentLanguage } from '../../../lib/i18n'
import { nameOf } from '../../../lib/names'
import { date, dateTime, today } from '../../../lib/time'
import { dayName } from './year'

const whereOf = ({ districts = [] }: { districts?: string[] | undefined }) => districts.join(', ')

interface EntriesProps {
  entries: readonly Holiday[]
  /** Takes a day to come off the list; none where the reader may not. */
  remove: ((entry: Holiday) => void) | null
}

/** Every entry of a year, with what it does to which offices. */
export function Entries({ entries, remove }: EntriesProps) {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('calendar.entries')}
      columns={[
        t('calendar.day'),
        t('calendar.name'),
        t('calendar.kind'),
        t('calendar.where'),
        ...(remove ? [t('calendar.change')] : []),
      ]}
    >
      {entries.map((entry) => (
        <Row
          key={[entry.date, entry.kind, ...(entry.districts ?? [])].join()}
          cells={[
            [t('calendar.day'), dayName(entry.date, currentLanguage())],
            [
              t('calendar.name'),
              <>
                {nameOf(entry)}
                {entry.mayShift && <span className="under">{t('calendar.may-shift')}</span>}
              </>,
            ],
            [
              t('calendar.kind'),
              entry.closesAt
                ? t('calendar.half-day-until', { time: entry.closesAt })
                : t(`calendar.holiday.${entry.kind}`),
            ],
            [t('calendar.where'), whereOf(entry) || t('calendar.everywhere')],
            ...(remove
              ? [
                  [
                    t('calendar.change'),
                    entry.date > today() && (
                      <button type="button" className="button" onClick={() => remove(entry)}>
                        {t('calendar.remove')}
                        <span className="unseen">: {nameOf(entry)}</span>
                      </button>
                    ),
                  ] as const,
                ]
              : []),
          ]}
        />
      ))}
    </Table>
  )
}

interface ClosuresProps {
  closures: readonly Closure[]
  /** Gives a closure that lasts another end; none where the reader may not. */
  change: ((closure: Closure) => void) | null
}

/** Offices closed of a sudden: from when until when, and by whose order. */
export function Closures({ closures, change }: ClosuresProps) {
  const { t } = useTranslation()
  const language = currentLanguage()
  return (
    <Table
      caption={t('calendar.closures')}
      columns={[
        t('calendar.closed-from'),
        t('calendar.closed-until'),
        t('calendar.reason'),
        t('calendar.by'),
        ...(change ? [t('calendar.change')] : []),
      ]}
    >
      {closures.map((closure) => (
        <Row
          key={[closure.from, ...(closure.districts ?? [])].join()}
          cells={[
            [t('calendar.closed-from'), dateTime(closure.from, language)],
            [t('calendar.closed-until'), date(closure.until, language)],
            [
              t('calendar.reason'),
              <>
                {nameOf(closure)}
                <span className="under">{t(`calendar.closure-reason.${closure.reason}`)}</span>
              </>,
            ],
            [
              t('calendar.by'),
              <>
                {closure.by}
                <span className="under">{whereOf(closure) || t('calendar.everywhere')}</span>
              </>,
            ],
            ...(change
              ? [
                  [
                    t('calendar.change'),
                    closure.until > today() && (
                      <button type="button" className="button" onClick={() => change(closure)}>
                        {t('calendar.other-end')}
                        <span className="unseen">: {nameOf(closure)}</span>
                      </button>
                    ),
                  ] as const,
                ]
              : []),
          ]}
        />
      ))}
    </Table>
  )
}
