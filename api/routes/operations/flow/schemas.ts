// What the arguments of each flow's signals must be: one line per signal that takes any.

import { z } from 'zod'
import { MECHANISMS } from '../../../../domain/letters/delivery/mechanism'

const count = z.number().int().min(0)

/** `<flow>/<signal>`; a signal that is not here takes no argument. */
export const SIGNAL_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'dispatch/acknowledged': z.strictObject({ outstanding: count }),
  'dispatch/delivered': z.strictObject({ next: count.nullable(), outstanding: count }),
  'dispatch/rerouted': z.strictObject({
    lanes: z.array(z.strictObject({ mechanism: z.enum(MECHANISMS), shard: count, rows: count })).max(100),
  }),
}
