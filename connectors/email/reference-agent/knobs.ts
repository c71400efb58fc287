// Faults on request for the reference mail server.

import { z } from 'zod'

export const mailKnobsSchema = z.strictObject({
  /** Breaks every connection at once. */
  down: z.boolean().default(false),
  slowMs: z.number().int().min(0).max(600_000).default(0),
  /** Returns 451 to so many mails, then takes them again. */
  reject4xxTimes: z.number().int().min(0).default(0),
  /** Returns 550 to every mail. */
  reject5xx: z.boolean().default(false),
  /** Keeps so many mails and then breaks the line in place of the answer. */
  cutAfterTakingTimes: z.number().int().min(0).default(0),
})
export type MailKnobs = z.infer<typeof mailKnobsSchema>
