// Fetching letters as an agent sees it, written from docs/agent-protocol.md and not from the code of KCS.

import { z } from 'zod'
import { type Act, arrivalSchema } from '../../reference/protocol'

/** What an agent reads of a letter that it is given. */
export const inwardSchema = arrivalSchema.extend({
  id: z.string().min(1),
  lease: z.object({ id: z.string(), until: z.string(), given: z.number() }),
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
