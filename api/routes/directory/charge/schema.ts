// Charges of employees and seats, and the operations on them.

import { z } from 'zod'
import { CHARGE_ENDS, CHARGE_KINDS } from '../../../../domain/directory/charge/charge'
import { id, instant, seatId } from '../../../http/fields'

export const chargesOfEmployee = z.object({ pen: id })

const at = instant.optional().meta({
  description: 'Since when; now if left out. It may lie in the past or, except for suspension, ahead.',
})
const kind = z
  .enum(CHARGE_KINDS)
  .optional()
  .meta({ description: 'regular if left out; in-absence stands in for a holder who is away' })

export const joinSchema = z.strictObject({ seat: seatId, kind, at }).meta({ id: 'Joining' })
export const relieveSchema = z.strictObject({ seat: seatId, at }).meta({ id: 'Relieving' })
export const transferSchema = z
  .strictObject({ from: seatId, to: seatId, kind, at })
  .meta({ id: 'Transfer', description: 'From one seat to another at the same instant.' })
export const suspendSchema = z.strictObject({ at }).meta({ id: 'Suspension' })

/** `at` of a question: only what holds at that instant. */
export const asOfQuery = z.strictObject({
  at: instant.optional().meta({ description: 'Only those that hold at this instant.' }),
})

export const chargeSchema = z
  .object({
    id: z.string(),
    seat: z.string(),
    employee: z.string(),
    kind: z.enum(CHARGE_KINDS),
    from: instant,
    until: instant.nullable().meta({ description: 'Not included; null as long as it lasts.' }),
    ended: z.enum(CHARGE_ENDS).nullable().meta({ description: 'How it ended.' }),
  })
  .meta({ id: 'Charge' })

export type ChargeResponse = z.infer<typeof chargeSchema>
export const chargeListSchema = z.object({ items: z.array(chargeSchema) })
export const transferResponseSchema = z.object({ ended: chargeSchema, begun: chargeSchema })
