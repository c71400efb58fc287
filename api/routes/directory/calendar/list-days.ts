// GET /v1/calendars/:id/days

import { STATE_CALENDAR } from '../../../../domain/common/clock/calendar'
import { openDays } from '../../../../domain/common/clock/days'
import { dayNumberAt, startOfDay } from '../../../../domain/common/clock/ist'
import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { presentDay } from './presenter'
import { calendarParams, daysQuery, daysSchema } from './schema'

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
    const days = openDays(calendar, state, query.district)
    const [first, end] = [query.from, query.until].map((day) => dayNumberAt(startOfDay(day).getTime()))
    const items = Array.from({ length: end! - first! }, (_, i) => presentDay(days.at(first! + i)))
    return { status: 200, body: { items } }
  },
})
