// Letters as an agent fetches them, and what it says of one.

import { z } from 'zod'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import {
  INWARDS_AT_ONCE,
  LEASE_SECONDS,
  MAX_INWARDS_AT_ONCE,
  MAX_LEASE_SECONDS,
  MIN_LEASE_SECONDS,
} from '../../../../domain/letters/tapal/lease'
import { REFUSAL_CODES } from '../../../../domain/letters/tapal/refusal'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { day, id, instant, line, words, zonedInstant } from '../../../http/fields'
import { diaryNumber } from '../tapal/schema'

export const TAG = 'Inwards'

const number = (min: number, max: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .optional()
    .meta({ override: { type: 'integer', minimum: min, maximum: max, default: otherwise } })

export const inwardsQuery = z.strictObject({
  limit: number(1, MAX_INWARDS_AT_ONCE, INWARDS_AT_ONCE).meta({ description: 'Letters given out at most.' }),
  leaseSeconds: number(MIN_LEASE_SECONDS, MAX_LEASE_SECONDS, LEASE_SECONDS).meta({
    description: 'For how long they are given out.',
  }),
  claim: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, _ or -')
    .optional()
    .meta({
      description:
        'Your own name of this call, another one for each page: the same call again gets the same letters again, as ' +
        'long as you have not said what became of them.',
    }),
})

export const inwardParams = z.object({ id })

const party = z.object({
  office: z.object({ code: z.string(), name: z.string(), nameMl: z.string(), address: z.string() }),
  seat: z.object({ id: z.string(), designation: z.string(), section: z.string() }),
})

const leaseSchema = z
  .object({
    id: z.string(),
    until: instant.meta({ description: 'Given out again after this instant.' }),
    given: z.number().meta({ description: 'How often the letter was given out, this time included.' }),
  })
  .meta({ id: 'Lease' })

export const inwardSchema = z
  .object({
    id: z.string().meta({ description: 'Names the letter in the other calls.' }),
    lease: leaseSchema,
    deliveryKey: z.string().meta({ description: 'The same for ever: keep a letter once under it.' }),
    purpose: z.enum(PURPOSES),
    acknowledgeWithinSeconds: z.number(),
    sender: party,
    recipient: party,
    letter: z.object({
      dispatchId: z.string(),
      despatchNumber: z.string(),
      kind: z.enum(LETTER_KINDS),
      subject: z.string(),
      letterNumber: z.string(),
      letterDate: z.string(),
      fileNumber: z.string(),
      urgency: z.enum(URGENCIES),
      language: z.enum(LANGUAGES),
      acceptedAt: instant,
    }),
    documents: z.array(
      z.object({
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        sha256: z.string(),
        href: z.string().meta({ description: 'Fetched with the same key, whole or by Range.' }),
      }),
    ),
  })
  .meta({ id: 'Inward' })

export const inwardsSchema = z
  .object({
    items: z.array(inwardSchema),
    more: z.boolean().meta({ description: 'Whether more lay ready: ask again at once.' }),
    withdrawals: z
      .array(
        z.object({
          id: z.string(),
          deliveryKey: z.string(),
          reference: z.string().nullable(),
          recalledAt: instant.nullable(),
        }),
      )
      .meta({
        description:
          'Letters that you were given and that were recalled since: say by withdraw what becomes of them.',
      }),
  })
  .meta({ id: 'Inwards' })

/** What came of a letter, after what the agent said of it. */
export const inwardStateSchema = z
  .object({
    id: z.string(),
    deliveryKey: z.string(),
    state: z.enum(TAPAL_STATES),
    reference: z.string().nullable(),
    diary: z.object({ number: z.string(), date: z.string() }).nullable(),
  })
  .meta({ id: 'InwardState' })

export type InwardsResponse = z.infer<typeof inwardsSchema>
export type InwardStateResponse = z.infer<typeof inwardStateSchema>

export const inwardResponse = {
  description: 'The letter as it stands now; a repeat returns the same.',
  schema: inwardStateSchema,
}

/** When it happened in the office; now if left out, or where it lies before the letter or after now. */
const at = zonedInstant.optional()
const text = line(200)

export const receiveSchema = z
  .strictObject({
    reference: text.meta({ description: 'Your own id of the letter.' }),
    diaryNumber: diaryNumber.optional(),
    diaryDate: day.optional(),
  })
  .refine(({ diaryNumber: number, diaryDate }) => diaryDate === undefined || number !== undefined, {
    error: 'belongs to a diaryNumber',
    path: ['diaryDate'],
  })
  .meta({ id: 'InwardArrival' })
export const acknowledgeSchema = z
  .strictObject({ diaryNumber, diaryDate: day.optional(), at })
  .meta({ id: 'InwardAcknowledgement' })
export const refuseSchema = z
  .strictObject({ code: z.enum(REFUSAL_CODES), reason: words(MAX_REASON), rightOffice: text.optional(), at })
  .meta({ id: 'InwardRefusal' })
export const returnSchema = z.strictObject({ reason: words(MAX_REASON), at })
export const deskSchema = z
  .strictObject({ to: text, from: text.optional(), file: text.optional(), at })
  .meta({ id: 'InwardMovement' })
export const plainSchema = z.strictObject({ at })
export const withdrawSchema = z.strictObject({
  end: z.enum(['withdrawn', 'taken']).meta({
    description: 'withdrawn: nobody in the office sees it any more · taken: the office keeps it.',
  }),
})
export const leaseExtensionSchema = z.strictObject({
  lease: id.meta({ description: 'The id of the lease that holds the letter.' }),
  seconds: z
    .number()
    .int()
    .min(0)
    .max(MAX_LEASE_SECONDS)
    .optional()
    .meta({ description: `From now; ${LEASE_SECONDS} if left out, 0 gives the letter back.` }),
})
export const extendedSchema = z.object({
  id: z.string(),
  lease: z.object({ id: z.string(), until: instant }),
})
