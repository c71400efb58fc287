// GET /v1/calendars

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentCalendar } from './presenter'
import { calendarListQuery, calendarPageSchema } from './schema'

export const listCalendarsRoute = route({
  method: 'get',
  path: '/v1/calendars',
  operationId: 'listCalendars',
  summary: 'Calendars of offices by id',
  tag: 'Calendars',
  access: 'known',
  query: calendarListQuery,
  responses: { 200: { description: 'A page of calendars.', schema: calendarPageSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const page = await deps.repositories.calendars.list({
      limit,
      ...(after === undefined ? {} : { above: after }),
    })
    const next = cursorOf(page.next)
    return {
      status: 200,
      body: { items: page.items.map(presentCalendar), next },
      headers: linkToNext(ctx.path, query, next),
    }
  },
})
