// The terms of a letter: in working days, or other than in plain seconds, until it is taken, opened, acted on or answered.

import { z } from 'zod'
import { MAX_AMOUNT, TERM_UNITS } from '../../../../domain/common/clock/term'
import { STATED_CLOCKS } from '../../../../domain/letters/dispatch/dispatch'

const term = z
  .strictObject({ amount: z.number().int().min(1), unit: z.enum(TERM_UNITS) })
  .refine(({ amount, unit }) => amount <= MAX_AMOUNT[unit], {
    error: 'is longer than any clock runs',
    path: ['amount'],
  })
  .refine(({ unit }) => unit !== 'seconds', {
    error: 'must be days or hours; seconds are stated as `acknowledgeWithinSeconds`',
    path: ['unit'],
  })
  .meta({ id: 'LetterTerm', example: { amount: 3, unit: 'working-days' } })

export const withinSchema = z.partialRecord(z.enum(STATED_CLOCKS), term).meta({
  id: 'LetterTerms',
  description:
    'Further clocks of a letter for action, each counted by the days of the office that gets it: `acknowledge` from the delivery, ' +
    'in place of `acknowledgeWithinSeconds`; `open`, `act` and `reply` from the acknowledgement. The day on which it came does not ' +
    'count. A letter is not closed before they have ended.',
  example: { acknowledge: { amount: 3, unit: 'working-days' }, reply: { amount: 15, unit: 'working-days' } },
})
