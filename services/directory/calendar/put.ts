// Saying when offices are closed: a new calendar, or another text of one that is there.

import { type Calendar, requireBegunKept } from '../../../domain/common/clock/calendar'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { noteBy } from '../../access/audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const putCalendarErrors = [
  'not-found',
  'if-match-missing',
  'version-stale',
  'exists-already',
  'effective-in-past',
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

export interface CalendarText extends Omit<Calendar, 'version'> {
  /** The version that the change was made for; null for a calendar that is new. */
  version: number | null
}

/**
 * By the State's administrator. Days that have begun stay as they are. Throws KcsError `forbidden`, `not-found`,
 * `if-match-missing` for a calendar that is there already, `version-stale`, `exists-already` where two make it at once,
 * `effective-in-past`.
 */
export async function putCalendar(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, ...text }: CalendarText,
  now: Date,
): Promise<{ calendar: Calendar; created: boolean }> {
  requireRole(caller, ['admin'])
  const { calendars } = repositories
  const inOrder = byDays(text)
  if (version === null) {
    if (await calendars.byId(id)) throw new KcsError('if-match-missing')
    const calendar: Calendar = { id, ...inOrder, version: 1 }
    requireBegunKept(null, calendar, now)
    const newCalendar = await calendars.add(calendar, noteBy(caller, 'calendar-added', now))
    return { calendar: newCalendar, created: true }
  }
  const edit = (calendar: Calendar): Calendar => {
    const next = { ...calendar, ...inOrder }
    requireBegunKept(calendar, next, now)
    return next
  }
  const note = noteBy(caller, 'calendar-changed', now)
  return { calendar: await calendars.change(id, version, edit, note), created: false }
}

type Text = Omit<Calendar, 'id' | 'version'>

/** The text with its lists in the order of their days, whatever order they came in. */
function byDays({ name, nameMl, weekly, years }: Text): Text {
  return {
    name,
    nameMl,
    weekly: sortedBy(weekly, ({ from }) => from),
    years: sortedBy(years, ({ year }) => year).map(({ year, holidays }) => ({
      year,
      holidays: sortedBy(holidays, ({ date }) => date),
    })),
  }
}

function sortedBy<Item>(list: readonly Item[], key: (item: Item) => string | number): Item[] {
  return [...list].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
