// Clocks of a tapal as the API shows them, and what is done to one.

import { z } from 'zod'
import { CLOCK_KINDS } from '../../../../domain/common/clock/kinds'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { day, id, instant, seatId, words } from '../../../http/fields'
import { lineSchema, termSchema } from '../../directory/calendar/clock-schema'

const kind = z.enum(CLOCK_KINDS)

export const tapalClockSchema = z
  .object({
    kind,
    since: instant,
    dueAt: instant
      .nullable()
      .meta({ description: 'When it is due, or was; null while it stands and was not due before.' }),
    dueDay: day.nullable().meta({ description: 'The day in Kerala.' }),
    nextStepAt: instant.nullable().meta({
      description:
        'When its next step is: word that it nears its end, its breach, the next level, a reminder.',
    }),
    level: z.number().meta({ description: 'Levels that it has climbed.' }),
    pausedSince: instant.nullable(),
    extensions: z.array(termSchema),
  })
  .meta({ id: 'TapalClock' })

export const explainedClocksSchema = z
  .object({
    calendar: z.string().meta({ description: 'The calendar by which days are counted.', example: 'state' }),
    items: z.array(
      tapalClockSchema.extend({
        name: z.string().meta({ description: 'What it is for.' }),
        nameMl: z.string(),
        lines: z.array(lineSchema).meta({ description: 'In the order in which a reader counts along.' }),
        wouldBeDueAt: instant.nullable().meta({
          description: 'Where the calendar has changed since it was counted: when it would be due by it.',
        }),
      }),
    ),
  })
  .meta({ id: 'ExplainedClocks' })

export type ExplainedClocksResponse = z.output<typeof explainedClocksSchema>

export const clockParams = z.object({ id, kind })

const reason = words(MAX_REASON).meta({ description: 'Why; who may read the letter reads it in the trace.' })
export const clockStandSchema = z.strictObject({ seat: seatId, reason }).meta({ id: 'ClockStand' })
export const clockExtensionSchema = z
  .strictObject({ term: termSchema, reason })
  .meta({ id: 'ClockExtension' })
