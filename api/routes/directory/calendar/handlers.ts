// Calendars: read by all who are known, kept by the administrator of the State.

import {
  type Calendar,
  calendarAt,
  dayOf,
  requireBegunKept,
  STATE_CALENDAR,
} from '../../../../domain/common/clock/calendar'
import { startOfDay } from '../../../../domain/common/clock/ist'
import { KcsError } from '../../../../domain/common/error'
import { etag, versionToChange } from '../../../http/etag'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { callerOf } from '../../../../services/access/right/identity'
import type { calendarListQuery, calendarParams, CalendarText, calendarTextSchema, daysQuery } from './schema'

const DAY_MS = 24 * 3_600_000

export async function listCalendars(call: CallOf<{ query: typeof calendarListQuery }>): Promise<Answer> {
  const { deps, query, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.calendars.list({
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readCalendar(call: CallOf<{ params: typeof calendarParams }>): Promise<Answer> {
  const calendar = await call.deps.repositories.calendars.byId(call.params.id)
  if (!calendar) throw new KcsError('not-found')
  return { status: 200, body: calendar, headers: etag(calendar.version) }
}

/** A calendar that is not there is made; one that is there is changed on the version named. */
export async function putCalendar(
  call: CallOf<{ params: typeof calendarParams; body: typeof calendarTextSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const { calendars } = deps.repositories
  const text = sorted(body)
  const note = (what: string) => ({
    what,
    actor: { kind: 'operator', account: callerOf(identity) } as const,
    at: now,
  })
  const known = await calendars.byId(params.id)
  if (!known && ctx.get('if-match') === '') {
    const calendar: Calendar = { id: params.id, ...text, version: 1 }
    requireBegunKept(null, calendar, now)
    const added = await calendars.add(calendar, note('calendar-added'))
    const location = `/v1/calendars/${encodeURIComponent(added.id)}`
    return { status: 201, body: added, headers: { ...etag(added.version), location } }
  }
  const changed = await calendars.change(
    params.id,
    versionToChange(ctx),
    (calendar) => {
      const next = { ...calendar, ...text }
      requireBegunKept(calendar, next, now)
      return next
    },
    note('calendar-changed'),
  )
  return { status: 200, body: changed, headers: etag(changed.version) }
}

/** Day by day, as an office with this calendar keeps them. */
export async function listDays(
  call: CallOf<{ params: typeof calendarParams; query: typeof daysQuery }>,
): Promise<Answer> {
  const { deps, params, query } = call
  const found = await deps.repositories.calendars.byIds([params.id, STATE_CALENDAR])
  const named = found.get(params.id)
  if (!named) throw new KcsError('not-found')
  const [first, end] = [startOfDay(query.from).getTime(), startOfDay(query.until).getTime()]
  const days = Array.from({ length: (end - first) / DAY_MS }, (_, i) => new Date(first + i * DAY_MS))
  const items = days.map((at) => dayOf(calendarAt(named, found.get(STATE_CALENDAR), at), at))
  return { status: 200, body: { items } }
}

/** By their days, whatever order they came in. */
function sorted({ name, nameMl, weekly, years }: CalendarText): Omit<Calendar, 'id' | 'version'> {
  const by = <Item>(list: readonly Item[], key: (item: Item) => string | number): Item[] =>
    [...list].sort((one, other) => (key(one) < key(other) ? -1 : 1))
  return {
    name,
    nameMl,
    weekly: by(weekly, ({ from }) => from),
    years: by(years, ({ year }) => year).map(({ year, holidays }) => ({
      year,
      holidays: by(holidays, ({ date }) => date),
    })),
  }
}
