// Calendars of offices: when they are closed, for routing rules and whoever asks.

import { route, type Route } from '../../../http/route'
import { listCalendars, listDays, putCalendar, readCalendar } from './handlers'
import {
  calendarListQuery,
  calendarPageSchema,
  calendarParams,
  calendarSchema,
  calendarTextSchema,
  daysQuery,
  daysSchema,
} from './schema'

const tag = 'Calendars'
/** Ten years of forty holidays fit several times. */
const CALENDAR_BYTES = 1024 * 1024
const headers = { ETag: 'The version, for If-Match.' }

export const calendars: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/calendars',
    operationId: 'listCalendars',
    summary: 'Calendars of offices by id',
    tag,
    access: 'known',
    query: calendarListQuery,
    answers: { 200: { description: 'A page of calendars.', schema: calendarPageSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: listCalendars,
  }),
  route({
    method: 'get',
    path: '/v1/calendars/:id',
    operationId: 'readCalendar',
    summary: 'One calendar with the holidays of each year',
    tag,
    access: 'known',
    params: calendarParams,
    answers: { 200: { description: 'The calendar.', schema: calendarSchema, headers } },
    errors: ['not-found'],
    handler: readCalendar,
  }),
  route({
    method: 'put',
    path: '/v1/calendars/:id',
    operationId: 'putCalendar',
    summary: 'Say anew when offices are closed, from tomorrow on; without If-Match a calendar that is new',
    tag,
    access: { roles: ['admin'] },
    params: calendarParams,
    body: { schema: calendarTextSchema, limitBytes: CALENDAR_BYTES },
    answers: {
      200: { description: 'The calendar.', schema: calendarSchema, headers },
      201: { description: 'The calendar, which is new.', schema: calendarSchema, headers },
    },
    errors: [
      'not-found',
      'if-match-missing',
      'version-stale',
      'exists-already',
      'effective-in-past',
      'validation-failed',
    ],
    handler: putCalendar,
  }),
  route({
    method: 'get',
    path: '/v1/calendars/:id/days',
    operationId: 'listCalendarDays',
    summary: 'Day by day, whether offices with this calendar work and why not',
    tag,
    access: 'known',
    params: calendarParams,
    query: daysQuery,
    answers: { 200: { description: 'The days in order.', schema: daysSchema } },
    errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
    handler: listDays,
  }),
]
