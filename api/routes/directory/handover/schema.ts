// Handing seats over, in requests and responses.

import { z } from 'zod'
import { DISPATCH_STATES } from '../../../../domain/letters/dispatch/dispatch'
import { HANDOVER_STATES } from '../../../../domain/directory/handover/handover'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { id, instant, pageFields, pageSchema, seatId, words } from '../../../http/fields'
import { pen } from '../employee/schema'

export const seatParams = z.object({ id: seatId })
export const handoverParams = z.object({ id })
export const handoverQuery = z.strictObject({ seat: seatId.optional(), ...pageFields })

export const givingSchema = z
  .strictObject({
    to: pen,
    note: words(MAX_REASON).optional(),
    leaveNow: z.boolean().optional().meta({
      description:
        'The charge ends at once and the seat is vacant until it is taken; else it ends with the taking.',
    }),
  })
  .meta({ id: 'Giving' })

export const oneSidedSchema = z
  .strictObject({ to: pen, reason: words(MAX_REASON) })
  .meta({ id: 'OneSidedGiving' })

export const openItemSchema = z
  .object({
    kind: z.enum(['tapal', 'dispatch']),
    id: z.string(),
    subject: z.string(),
    state: z.enum([...TAPAL_STATES, ...DISPATCH_STATES]),
    dueAt: instant.nullable().meta({ description: 'When its clock is due next, or null.' }),
  })
  .meta({ id: 'OpenItem' })

const countsSchema = z.object({
  tapals: z.number(),
  dispatches: z.number(),
  overdue: z.number().meta({ description: 'Of the tapals.' }),
})

export const openItemsSchema = z
  .object({
    items: z.array(openItemSchema).meta({ description: 'What is due first at the head; 1,000 at most.' }),
    counts: countsSchema,
  })
  .meta({ id: 'OpenItems' })

export const handoverSchema = z
  .object({
    id: z.string(),
    seat: z.string(),
    from: z.string().nullable().meta({ description: 'PEN of who held the seat; null where it was vacant.' }),
    fromName: z.string().nullable(),
    to: z.string(),
    toName: z.string(),
    state: z.enum(HANDOVER_STATES),
    oneSided: z.boolean().meta({ description: 'By the head of the office alone.' }),
    reason: z.string().meta({ description: 'Why it was one-sided.' }),
    note: z.string(),
    givenAt: instant,
    givenBy: z.string().meta({ description: 'PEN of the holder, or of the head of the office.' }),
    leftAtOnce: z.boolean(),
    takenAt: instant.nullable(),
    counts: countsSchema,
    items: z.array(openItemSchema).meta({ description: 'As at the giving; 1,000 at most.' }),
  })
  .meta({ id: 'Handover' })

/** The response with a handover, for the API documentation. */
export const handoverDoc = {
  description: 'The handover, with what was open at the giving.',
  schema: handoverSchema,
}

export type HandoverResponse = z.infer<typeof handoverSchema>
export type OpenItemResponse = z.infer<typeof openItemSchema>
export const handoverPageSchema = pageSchema(handoverSchema)
