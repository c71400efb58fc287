// The days of offices, as clocks count them: by the calendar that each names, and by its district.

import type { Repositories } from '../../../database'
import { type Calendar, STATE_CALENDAR } from '../../../domain/common/clock/calendar'
import { openDays, type OfficeDays } from '../../../domain/common/clock/days'
import { factsAt } from '../../../domain/directory/office/facts'

export interface DaysOfOffice {
  days: OfficeDays
  /** The calendar that holds: the State's where the office names none, or one that is not there. */
  calendar: string
}

type Deps = { repositories: Pick<Repositories, 'calendars' | 'offices'> }

/**
 * The days of each office by the directory as it was at the instant, in two rounds to the database; of offices that are not there,
 * those of the State. Offices of one calendar and district share their days.
 */
export async function officeDays(
  { repositories: { calendars, offices } }: Deps,
  codes: readonly string[],
  at: Date,
): Promise<(office: string) => DaysOfOffice> {
  const found = await offices.byCodes([...new Set(codes)])
  const facts = new Map([...found].map(([code, office]) => [code, factsAt(office, at)]))
  const named = [...facts.values()].flatMap(({ calendar }) => calendar ?? [])
  const byId = await calendars.byIds([...new Set([...named, STATE_CALENDAR])])
  const known = new Map<string, DaysOfOffice>()
  return (office) => {
    const { calendar, district } = facts.get(office) ?? { calendar: null, district: undefined }
    return daysIn(byId, calendar, district, known)
  }
}

function daysIn(
  calendars: ReadonlyMap<string, Calendar>,
  id: string | null,
  district: string | undefined,
  known: Map<string, DaysOfOffice>,
): DaysOfOffice {
  const calendar = calendars.get(id ?? STATE_CALENDAR)
  const key = `${calendar?.id ?? ''} ${district ?? ''}`
  const days = known.get(key) ?? {
    days: openDays(calendar, calendars.get(STATE_CALENDAR), district),
    calendar: calendar?.id ?? STATE_CALENDAR,
  }
  known.set(key, days)
  return days
}
