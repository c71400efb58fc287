// Letters and acts as an agent of our protocol sees them, written from docs/agent-protocol.md and not from the code of KCS.

import { z } from 'zod'

const party = z.object({
  office: z.object({ code: z.string(), name: z.string() }),
  seat: z.object({ id: z.string(), designation: z.string() }),
})

/** What an agent reads of a letter; members it does not know are ignored. */
export const arrivalSchema = z.object({
  deliveryKey: z.string().min(1),
  purpose: z.string(),
  acknowledgeWithinSeconds: z.number(),
  sender: party,
  recipient: party,
  letter: z.object({
    despatchNumber: z.string(),
    subject: z.string(),
    letterNumber: z.string(),
    letterDate: z.string(),
    urgency: z.string(),
  }),
  documents: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
      sha256: z.string(),
      href: z.url(),
    }),
  ),
})
export type Arrival = z.infer<typeof arrivalSchema>

/** What the people at the agent's desks do; KCS is told of it. */
export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('acknowledged'),
    diaryNumber: z.string().min(1).optional(),
    diaryDate: z.iso.date().optional(),
  }),
  z.strictObject({ kind: z.enum(['opened', 'closed']) }),
  z.strictObject({
    kind: z.enum(['movement', 'filed']),
    from: z.string().min(1).optional(),
    to: z.string().min(1),
    file: z.string().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.string(),
    reason: z.string().min(1),
    rightOffice: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('returned'), reason: z.string().min(1) }),
])
export type Act = z.infer<typeof actSchema>
