// Saying when offices work and are closed: a new calendar, or another text of one that is there.

import { requireBegunKept, requireSpans } from '../../../domain/common/clock/calendar-change'
import type { Calendar, Closure, OfficeHours } from '../../../domain/common/clock/calendar'
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
  'span-invalid',
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

/** Hours and closures that are left out stay as they are. */
export interface CalendarText extends Omit<Calendar, 'version' | 'hours' | 'closures'> {
  /** The version that the change was made for; null for a calendar that is new. */
  version: number | null
  hours?: OfficeHours[]
  closures?: Omit<Closure, 'declaredAt'>[]
}

/**
 * By the State's administrator. Days that have begun stay as they are, but that a closure may be declared for today. Throws
 * KcsError `forbidden`, `not-found`, `if-match-missing` for a calendar that is there already, `version-stale`,
 * `exists-already` where two make it at once, `effective-in-past`, `span-invalid`.
 */
export async function putCalendar(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, hours, closures, ...text }: CalendarText,
  now: Date,
): Promise<{ calendar: Calendar; created: boolean }> {
  requireRole(caller, ['admin'])
  const { calendars } = repositories
  const inOrder = byDays(text)
  const changed = (before: Calendar | null): Pick<Calendar, 'hours' | 'closures'> => ({
    hours: hours ? sortedBy(hours, ({ from }) => from) : (before?.hours ?? []),
    closures: closures ? declared(closures, before?.closures ?? [], now) : (before?.closures ?? []),
  })
  const judged = (before: Calendar | null, after: Calendar): Calendar => {
    requireSpans(after)
    requireBegunKept(before, after, now)
    return after
  }
  if (version === null) {
    if (await calendars.byId(id)) throw new KcsError('if-match-missing')
    const calendar = judged(null, { id, ...inOrder, ...changed(null), version: 1 })
    const newCalendar = await calendars.add(calendar, noteBy(caller, 'calendar-added', now))
    return { calendar: newCalendar, created: true }
  }
  const edit = (before: Calendar): Calendar => judged(before, { ...before, ...inOrder, ...changed(before) })
  const note = noteBy(caller, 'calendar-changed', now)
  return { calendar: await calendars.change(id, version, edit, note), created: false }
}

type Text = Omit<Calendar, 'id' | 'version' | 'hours' | 'closures'>

/** The text with its lists in the order of their days, whatever order they came in. */
function byDays({ name, nameMl, weekly, years }: Text): Text {
  return {
    name,
    nameMl,
    weekly: sortedBy(weekly, ({ from }) => from),
    years: sortedBy(years, ({ year }) => year).map((list) => ({
      ...list,
      holidays: sortedBy(list.holidays, ({ date }) => date),
    })),
  }
}

/** The closures in their order; one that was there, by its beginning and its districts, keeps the instant of its declaration. */
function declared(
  closures: readonly Omit<Closure, 'declaredAt'>[],
  before: readonly Closure[],
  now: Date,
): Closure[] {
  const keyOf = ({ from, districts = [] }: Pick<Closure, 'from' | 'districts'>) =>
    [from.getTime(), ...[...districts].sort()].join(' ')
  const declaredAtByKey = new Map(before.map((one) => [keyOf(one), one.declaredAt]))
  return sortedBy(closures, ({ from }) => from.getTime()).map((one) => ({
    ...one,
    declaredAt: declaredAtByKey.get(keyOf(one)) ?? now,
  }))
}

function sortedBy<Item>(list: readonly Item[], key: (item: Item) => string | number): Item[] {
  return list.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}
