// A letter in the words of the KCS Agent Protocol: the same whether it is brought to an agent or fetched by one.

import { z } from 'zod'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../domain/letters/dispatch/dispatch'
import { PURPOSES } from '../domain/letters/dispatch/recipients'

const officeSchema = z.object({ code: z.string(), name: z.string(), nameMl: z.string(), address: z.string() })
const seatSchema = z.object({ id: z.string(), designation: z.string(), section: z.string() })
const partySchema = z.object({ office: officeSchema, seat: seatSchema })

/** What stands in a letter that is brought to an agent, or that an agent fetches. */
export const envelopeSchema = z.object({
  deliveryKey: z.string(),
  /** Of test letters alone: nothing of it is meant. */
  test: z.literal(true).optional(),
  purpose: z.enum(PURPOSES),
  acknowledgeWithinSeconds: z.number(),
  sender: partySchema,
  recipient: partySchema,
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
    acceptedAt: z.string(),
  }),
  documents: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
      sha256: z.string(),
      href: z.string(),
    }),
  ),
})
export type Envelope = z.infer<typeof envelopeSchema>
