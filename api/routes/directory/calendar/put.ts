// PUT /v1/calendars/:id

import { putCalendar, putCalendarErrors } from '../../../../services/directory/calendar/put'
import { etag, versionGiven } from '../../../http/etag'
import { route } from '../../../http/route'
import { presentCalendar } from './presenter'
import { calendarDoc, calendarParams, calendarTextSchema } from './schema'

/** Ten years of forty holidays fit several times. */
const CALENDAR_BYTES = 1024 * 1024

export const putCalendarRoute = route({
  method: 'put',
  path: '/v1/calendars/:id',
  operationId: 'putCalendar',
  summary:
    'Set when offices work, from tomorrow on, and closures from today on; without If-Match, add a new calendar',
  tag: 'Calendars',
  access: { roles: ['admin'] },
  params: calendarParams,
  body: { schema: calendarTextSchema, limitBytes: CALENDAR_BYTES },
  responses: { 200: calendarDoc, 201: { ...calendarDoc, description: 'The calendar, which is new.' } },
  errors: [...putCalendarErrors, 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const { closures: given, ...rest } = body
    const closures = given?.map((one) => ({ ...one, from: new Date(one.from) }))
    const text = {
      ...{ ...rest, id: params.id, version: versionGiven(ctx) },
      ...(closures ? { closures } : {}),
    }
    const { calendar, created } = await putCalendar(deps, identity, text, now)
    const location = `/v1/calendars/${encodeURIComponent(calendar.id)}`
    return {
      status: created ? 201 : 200,
      body: presentCalendar(calendar),
      headers: { ...etag(calendar.version), ...(created ? { location } : undefined) },
    }
  },
})
