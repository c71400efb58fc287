// POST /v1/clocks/explain: when a clock is due, and why.

import { dayInKerala } from '../../../../domain/common/clock/ist'
import { explainClock, explainClockErrors } from '../../../../services/directory/calendar/explain-clock'
import { route } from '../../../http/route'
import { clockAnswerSchema, clockQuestionSchema } from './clock-schema'
import { presentLine } from './presenter'

export const explainClockRoute = route({
  method: 'post',
  path: '/v1/clocks/explain',
  operationId: 'explainClock',
  summary: 'When a clock is due, with each day that is counted or skipped, in words of both languages',
  description:
    'Counts a term from an instant by the days of an office: its calendar, its district, its hours. Nothing is written. ' +
    'Days are counted when their office hours end, so a clock of days is due at the end of the office hours of its last day.',
  tag: 'Calendars',
  access: 'known',
  body: { schema: clockQuestionSchema },
  responses: { 200: { description: 'The due instant, and why it is that.', schema: clockAnswerSchema } },
  errors: [...explainClockErrors, 'validation-failed'],
  handler: async ({ deps, body, now }) => {
    const { office = null, calendar = null, start = null, since, ...clock } = body
    const changes = body.changes.map((change) => ({ ...change, at: new Date(change.at) }))
    const question = { ...clock, since: new Date(since), office, calendar, start, changes }
    const { dueAt, lines, ...answer } = await explainClock(deps, question, now)
    const due = { dueAt: dueAt?.toISOString() ?? null, dueDay: dueAt && dayInKerala(dueAt) }
    return { status: 200, body: { ...answer, ...due, lines: lines.map(presentLine) } }
  },
})
