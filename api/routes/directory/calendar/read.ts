// GET /v1/calendars/:id

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { presentCalendar } from './presenter'
import { calendarDoc, calendarParams } from './schema'

export const readCalendarRoute = route({
  method: 'get',
  path: '/v1/calendars/:id',
  operationId: 'readCalendar',
  summary: 'One calendar with the holidays of each year',
  tag: 'Calendars',
  access: 'known',
  params: calendarParams,
  responses: { 200: calendarDoc },
  errors: ['not-found'],
  handler: async ({ deps, params }) => {
    const calendar = await deps.repositories.calendars.byId(params.id)
    if (!calendar) throw new KcsError('not-found')
    return { status: 200, body: presentCalendar(calendar), headers: etag(calendar.version) }
  },
})
