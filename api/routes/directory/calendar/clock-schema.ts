// Clocks as they are asked about: a start, a term, pauses and extensions, and the answer line by line.

import { z } from 'zod'
import { CLOCK_KINDS } from '../../../../domain/common/clock/kinds'
import { LINE_CODES, SKIPPED_BECAUSE } from '../../../../domain/common/clock/line'
import { START_RULES, TERM_UNITS } from '../../../../domain/common/clock/term'
import { day, id, instant, line, officeCode } from '../../../http/fields'

/** Changes of one clock that are asked about at once. */
const MAX_CHANGES = 100

const kind = z.enum(CLOCK_KINDS)
const start = z.enum(START_RULES)
export const termSchema = z
  .strictObject({
    amount: z
      .number()
      .meta({ description: 'A whole number, not negative; of an extension at least 1.', example: 3 }),
    unit: z.enum(TERM_UNITS),
  })
  .meta({ id: 'ClockTerm' })

const done = {
  at: instant,
  by: line(200).meta({ description: 'Who did it.', example: 'Head of the office' }),
  reason: line(500).meta({ example: 'Papers of the applicant are awaited.' }),
}
const changeSchema = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('pause'), ...done }),
    z.strictObject({ what: z.literal('resume'), ...done }),
    z.strictObject({ what: z.literal('extend'), ...done, term: termSchema }),
  ])
  .meta({ id: 'ClockChange' })

export const clockQuestionSchema = z
  .strictObject({
    kind: kind.default('acknowledge'),
    since: instant.meta({ description: 'What starts the clock came at this instant.' }),
    term: termSchema,
    start: start.optional().meta({
      description:
        '`day-after`: the day on which it came does not count. `at-once`: from the instant itself. ' +
        '`next-working-moment`: from when the office works next. Left out, as clocks of the kind start.',
    }),
    office: officeCode.optional(),
    calendar: id.optional().meta({ description: 'Id of a calendar, where no office is named.' }),
    changes: z.array(changeSchema).max(MAX_CHANGES).default([]),
  })
  .refine(({ office, calendar }) => office === undefined || calendar === undefined, {
    error: 'must not stand beside `office`, whose calendar holds',
    path: ['calendar'],
  })
  .meta({ id: 'ClockQuestion' })

export const lineSchema = z
  .object({
    code: z.enum(LINE_CODES),
    en: z.string().meta({ description: 'The line in words.' }),
    ml: z.string(),
    warning: z.boolean().meta({ description: 'That the answer is not wholly to be relied on.' }),
    day: day.optional(),
    at: instant.optional(),
    from: instant.nullable().optional(),
    to: instant.optional(),
    because: z.enum(SKIPPED_BECAUSE).optional(),
    name: z.string().optional(),
    nameMl: z.string().optional(),
    count: z.number().optional().meta({ description: 'How many days were counted so far.' }),
    half: z.boolean().optional(),
    mayShift: z.boolean().optional(),
    minutes: z.number().optional(),
    total: z.number().optional().meta({ description: 'Minutes so far.' }),
    hours: z.number().optional(),
    year: z.number().optional(),
    kind: kind.optional(),
    term: termSchema.optional(),
    start: start.optional(),
    by: z.string().optional(),
    reason: z.string().optional(),
    late: z.boolean().optional().meta({ description: 'The clock was due before, so this moves nothing.' }),
  })
  .meta({ id: 'ClockLine' })

export const clockAnswerSchema = z
  .object({
    dueAt: instant.nullable().meta({ description: 'Null while the clock stands.' }),
    dueDay: day.nullable().meta({ description: 'The day in Kerala.' }),
    calendar: z.string().meta({ description: 'The calendar by which days were counted.', example: 'state' }),
    start,
    lines: z.array(lineSchema).meta({ description: 'In the order in which a reader counts along.' }),
  })
  .meta({ id: 'ClockAnswer' })

export type ClockQuestionBody = z.input<typeof clockQuestionSchema>
export type ClockAnswerResponse = z.output<typeof clockAnswerSchema>
