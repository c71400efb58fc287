// GET /v1/calendars/:id/days

import { calendarAt, dayOf, STATE_CALENDAR } from '../../../../domain/common/clock/calendar'
import { startOfDay } from '../../../../domain/common/clock/ist'
import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { calendarParams, daysQuery, daysSchema } from './schema'

const DAY_MS = 24 * 3_600_000

export const listCalendarDaysRoute = route({
  method: 'get',
  path: '/v1/calendars/:id/days',
  operationId: 'listCalendarDays',
  summary: 'Day by day, whether offices with this calendar work and why not',
  tag: 'Calendars',
  access: 'known',
  params: calendarParams,
  query: daysQuery,
  responses: { 200: { description: 'The days in order.', schema: daysSchema } },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query }) => {
    const calendarsById = await deps.repositories.calendars.byIds([params.id, STATE_CALENDAR])
    const calendar = calendarsById.get(params.id)
    if (!calendar) throw new KcsError('not-found')
    const state = calendarsById.get(STATE_CALENDAR)
    const [first, end] = [startOfDay(query.from).getTime(), startOfDay(query.until).getTime()]
    const days = Array.from({ length: (end - first) / DAY_MS }, (_, i) => new Date(first + i * DAY_MS))
    return { status: 200, body: { items: days.map((at) => dayOf(calendarAt(calendar, state, at), at)) } }
  },
})
