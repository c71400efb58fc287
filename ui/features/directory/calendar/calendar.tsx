// A year of a calendar: its months, its holidays by kind, and closures; the State's administrator changes it here.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { STATE_CALENDAR, USUAL_HOURS } from '../../../../domain/common/clock/calendar'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { SelectField } from '../../../components/select-field'
import { Waiting } from '../../../components/waiting'
import type { Calendar, Closure, Holiday } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { today } from '../../../lib/time'
import { useHasRole } from '../../access/session/session'
import { DirectoryTabs } from '../office/directory-tabs'
import { ClosureDialog, EndDialog } from './closure-dialog'
import { Closures, Entries } from './entries'
import { EntryDialog } from './entry-dialog'
import { Legend, Months } from './months'
import { useCalendar, useCalendars, useDays } from './queries'
import { RemoveDialog } from './remove-dialog'
import { entriesOf, monthsOf } from './year'
import './calendar.css'

export function CalendarPage() {
  const { t } = useTranslation()
  const { id = STATE_CALENDAR } = useParams()
  const [search] = useSearchParams()
  const asked = Number(search.get('year'))
  const year = asked >= 1900 && asked < 2200 ? Math.floor(asked) : Number(today().slice(0, 4))
  const calendar = useCalendar(id)
  return (
    <>
      <PageTitle>{t('calendar.title')}</PageTitle>
      <DirectoryTabs />
      <ChooseCalendar id={id} />
      {calendar.isPending && <Waiting lines={6} />}
      {calendar.isError && <Fault error={calendar.error} retry={() => void calendar.refetch()} />}
      {calendar.isSuccess && <Year calendar={calendar.data} year={year} />}
    </>
  )
}

/** Which calendar; hidden where there is the State's alone. */
function ChooseCalendar({ id }: { id: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const items = useCalendars().data?.items ?? []
  if (items.length < 2) return null
  const words = (one: string) => nameOf(items.find((each) => each.id === one) ?? { name: one })
  return (
    <SelectField
      id="calendar-id"
      label={t('calendar.which')}
      values={items.map((one) => one.id)}
      words={words}
      value={id}
      set={(one) => void navigate(`/calendars/${encodeURIComponent(one)}`)}
    />
  )
}

type Sheet =
  | { act: 'add' }
  | { act: 'close' }
  | { act: 'remove'; entry: Holiday }
  | { act: 'end'; closure: Closure }

function Year({ calendar, year }: { calendar: Calendar; year: number }) {
  const { t } = useTranslation()
  const days = useDays(calendar.id, year)
  const keeps = useHasRole('admin')
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [words, setWords] = useState('')
  const entries = entriesOf(calendar, year)
  const closures = calendar.closures.filter(
    ({ from, until }) => until >= `${year}-01-01` && from < `${year + 1}`,
  )
  return (
    <>
      <YearBar id={calendar.id} year={year} />
      <YearNote calendar={calendar} year={year} />
      <p className="done-line" role="status">
        {words}
      </p>
      {keeps && (
        <p className="calendar-acts no-print">
          <button type="button" className="button" onClick={() => setSheet({ act: 'add' })}>
            {t('calendar.add')}
          </button>
          <button type="button" className="button" onClick={() => setSheet({ act: 'close' })}>
            {t('calendar.close')}
          </button>
        </p>
      )}
      {days.isPending && <Waiting lines={6} />}
      {days.isError && <Fault error={days.error} retry={() => void days.refetch()} />}
      {days.isSuccess && (
        <>
          <Legend />
          <Months months={monthsOf(days.data.items, entries)} />
        </>
      )}
      <h2 className="calendar-part">{t('calendar.entries')}</h2>
      {entries.length === 0 ? (
        <Empty icon="file" text={t('calendar.no-entries')} />
      ) : (
        <Entries entries={entries} remove={keeps ? (entry) => setSheet({ act: 'remove', entry }) : null} />
      )}
      {closures.length > 0 && (
        <>
          <h2 className="calendar-part">{t('calendar.closures')}</h2>
          <Closures
            closures={closures}
            change={keeps ? (closure) => setSheet({ act: 'end', closure }) : null}
          />
        </>
      )}
      {sheet && (
        <Acts
          sheet={sheet}
          calendar={calendar}
          close={() => setSheet(null)}
          done={(said) => {
            setWords(said)
            setSheet(null)
          }}
        />
      )}
    </>
  )
}

interface ActsProps {
  sheet: Sheet
  calendar: Calendar
  close: () => void
  done: (words: string) => void
}

function Acts({ sheet, ...props }: ActsProps) {
  switch (sheet.act) {
    case 'add':
      return <EntryDialog {...props} />
    case 'close':
      return <ClosureDialog {...props} />
    case 'remove':
      return <RemoveDialog {...props} entry={sheet.entry} />
    case 'end':
      return <EndDialog {...props} closure={sheet.closure} />
  }
}

function YearBar({ id, year }: { id: string; year: number }) {
  const { t } = useTranslation()
  const to = (other: number) => `/calendars/${encodeURIComponent(id)}?year=${other}`
  return (
    <nav className="calendar-years" aria-label={t('calendar.years')}>
      <Link to={to(year - 1)} aria-label={t('calendar.year-before', { year: year - 1 })}>
        ← {year - 1}
      </Link>
      <strong>{year}</strong>
      <Link to={to(year + 1)} aria-label={t('calendar.year-after', { year: year + 1 })}>
        {year + 1} →
      </Link>
    </nav>
  )
}

/** Office hours, where the list comes from, and whether it is to be relied on. */
function YearNote({ calendar, year }: { calendar: Calendar; year: number }) {
  const { t } = useTranslation()
  const list = calendar.years.find((one) => one.year === year)
  const hours = calendar.hours.findLast(({ from }) => from <= `${year}-12-31`) ?? USUAL_HOURS
  return (
    <>
      {(!list || list.provisional) && (
        <p className="note note-wait">
          {t(list ? 'calendar.provisional' : 'calendar.not-entered', { year })}
        </p>
      )}
      <p className="soft">
        {t('calendar.hours', { from: hours.opensAt, to: hours.closesAt })}
        {list?.source && ` ${t('calendar.source', { source: list.source })}`}
      </p>
    </>
  )
}
