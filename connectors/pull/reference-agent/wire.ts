// Fetching letters as an agent sees it, written from docs/agent-protocol.md and not from the code of KCS.

import { z } from 'zod'

const party = z.object({
  office: z.object({ code: z.string(), name: z.string() }),
  seat: z.object({ id: z.string(), designation: z.string() }),
})

/** What an agent reads of a letter that it is given; members it does not know are ignored. */
export const inwardSchema = z.object({
  id: z.string().min(1),
  lease: z.object({ id: z.string(), until: z.string(), given: z.number() }),
  deliveryKey: z.string().min(1),
  purpose: z.string(),
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
export type Inward = z.infer<typeof inwardSchema>

export const pageSchema = z.object({
  items: z.array(inwardSchema),
  more: z.boolean(),
  withdrawals: z.array(z.object({ id: z.string(), deliveryKey: z.string() })),
})
export type Page = z.infer<typeof pageSchema>

/** What is said of a letter: `POST /v1/agent/inwards/{id}/{act}`. */
export interface Said {
  id: string
  act: string
  body: Record<string, unknown>
}

/** What the people at the agent's desks do. */
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

/** The last part of the address at which each is said. */
export const PATH_OF: Readonly<Record<Act['kind'], string>> = {
  acknowledged: 'acknowledge',
  opened: 'open',
  movement: 'move',
  filed: 'file',
  closed: 'close',
  refused: 'refuse',
  returned: 'return',
}

/** The day in Kerala (+05:30) as YYYY-MM-DD. */
export function kerala(at: Date): string {
  return new Date(at.getTime() + 330 * 60_000).toISOString().slice(0, 10)
}
