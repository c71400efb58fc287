// The holidays that KCS comes with: entered into the State's calendar once, where their year has none.

import { requireBegunKept } from '../../../domain/common/clock/calendar-change'
import {
  type Calendar,
  type CalendarYear,
  STATE_CALENDAR,
  yearOf,
} from '../../../domain/common/clock/calendar'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { KERALA_YEARS } from '../../../domain/common/clock/kerala'
import { isKcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'

/**
 * Enters the years that are missing, and returns them; a year that was entered stays, whatever it holds. Into an
 * installation with offices only the days to come are entered, for letters of the days before were routed without them; a
 * year of which days were left out is provisional, and one that is over stays without a list. A change that somebody makes
 * meanwhile wins, and the next run goes on from it.
 */
export async function enterKeralaHolidays(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  now: Date,
): Promise<number[]> {
  const { calendars, offices } = repositories
  const state = await calendars.byId(STATE_CALENDAR)
  if (!state) return []
  const { items } = await offices.list({}, { limit: 1 })
  const isNew = items.length === 0
  const today = dayInKerala(now)
  const lists = KERALA_YEARS.filter(({ year }) => state.years.every((one) => one.year !== year)).flatMap(
    (list) => (isNew ? [list] : daysToCome(list, today)),
  )
  if (lists.length === 0) return []
  const edit = (calendar: Calendar): Calendar => {
    const next = {
      ...calendar,
      years: [...calendar.years, ...lists].sort((one, other) => one.year - other.year),
    }
    if (!isNew) requireBegunKept(calendar, next, now)
    return next
  }
  const note = { what: 'calendar-changed', actor: { kind: 'kcs' }, at: now } as const
  try {
    await calendars.change(STATE_CALENDAR, state.version, edit, note)
  } catch (error) {
    if (isKcsError(error) && error.code === 'version-stale') return []
    throw error
  }
  return lists.map(({ year }) => year)
}

/** The list without the days that have begun; none for a year that is over. */
function daysToCome(list: CalendarYear, today: string): CalendarYear[] {
  if (list.year < yearOf(today)) return []
  const holidays = list.holidays.filter(({ date }) => date > today)
  const isWhole = holidays.length === list.holidays.length
  return [{ ...list, holidays, ...(isWhole ? {} : { provisional: true }) }]
}
