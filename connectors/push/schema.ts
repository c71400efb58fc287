// The wire format of the KCS Agent Protocol, as docs/agent-protocol.md describes it.

import { z } from 'zod'
import { REFUSAL_CODES } from '../../domain/letters/tapal/refusal'
import { day, deliveryKey, diaryNumber, instant, reason, text } from '../reading'

/** The settings of an endpoint: `whsec_` and base64 of at least 24 bytes (Standard Webhooks). */
export const settingsSchema = z.object({ secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/) })

/** What KCS sends to `POST {address}/tapals/{deliveryKey}/withdrawal`. */
export const withdrawalSchema = z.object({ deliveryKey: z.string(), act: z.literal('withdraw') })
export type Withdrawal = z.infer<typeof withdrawalSchema>

/** The agent's answer to a tapal it keeps; unknown members are ignored. */
export const takenSchema = z.object({
  reference: text().optional(),
  diaryNumber: diaryNumber.optional(),
  diaryDate: day.optional(),
})
export type Taken = z.infer<typeof takenSchema>

/** Words for people; an answer is not turned down for words that cannot be kept. */
const optionalReason = reason.optional().catch(undefined)

/** The agent's answer to the question what became of a delivery key. */
export const statusSchema = takenSchema.extend({
  state: z.enum(['accepted', 'delivered', 'acknowledged', 'refused', 'withdrawn']),
  code: z.enum(REFUSAL_CODES).optional(),
  reason: optionalReason,
  rightOffice: text().optional(),
})
export type Status = z.infer<typeof statusSchema>

/** The body of a 422: why the agent does not take the tapal. */
export const refusalSchema = z.object({
  code: z.enum(REFUSAL_CODES),
  reason: optionalReason,
  rightOffice: text().optional(),
})

const words = z.array(text(100)).max(100)

/** What the agent says of itself; what it leaves out has the default of the protocol. */
export const capabilitiesSchema = z.object({
  kinds: words.optional(),
  mediaTypes: words.optional(),
  maxDocumentBytes: z.number().int().positive().optional(),
  maxDocuments: z.number().int().positive().optional(),
  languages: words.optional(),
  classifications: words.optional(),
})

const reportBase = {
  key: text(),
  deliveryKey,
  at: instant,
}
const desk = z.object({ from: text().optional(), to: text(), file: text().optional() })

/** One report of a call-back; unknown members are ignored, for a system may know more than we do. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.object({
    ...reportBase,
    kind: z.literal('acknowledged'),
    diaryNumber,
    diaryDate: day.optional(),
  }),
  z.object({ ...reportBase, kind: z.literal('opened') }),
  z.object({ ...reportBase, kind: z.literal('movement'), desk }),
  z.object({ ...reportBase, kind: z.literal('filed'), desk }),
  z.object({ ...reportBase, kind: z.literal('closed') }),
  z.object({
    ...reportBase,
    kind: z.literal('refused'),
    code: z.enum(REFUSAL_CODES),
    reason,
    rightOffice: text().optional(),
  }),
  z.object({ ...reportBase, kind: z.literal('returned'), reason }),
])
export type Report = z.infer<typeof reportSchema>
