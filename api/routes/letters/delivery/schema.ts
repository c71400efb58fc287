// What was brought to the offices of an agent, and what it answered.

import { z } from 'zod'
import { MAX_ANSWER } from '../../../../domain/letters/delivery/outcome'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { CAUSES } from '../../../../domain/letters/tapal/event'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { DESK_STATES } from '../../../../domain/operations/desk/desk'
import { id, instant, officeCode, pageFields, pageSchema } from '../../../http/fields'

export const ownDeliveriesQuery = z.strictObject({
  state: z.enum(DESK_STATES).optional().meta({
    description: 'Only those that have failed or wait so at your endpoint, see `trouble`.',
  }),
  office: officeCode.optional(),
  since: instant.optional().meta({ description: 'Came to KCS for the office at this instant or later.' }),
  until: instant.optional().meta({ description: 'Came before this instant.' }),
  ...pageFields,
})

export const ownDeliverySchema = z
  .object({
    id: z.string(),
    deliveryKey: z.string(),
    dispatchId: z.string(),
    recipient: z.object({ office: z.string(), seat: z.string() }),
    mechanism: z.enum(MECHANISMS),
    endpoint: z.string().nullable().meta({ description: 'Null where it goes by a way that is not yours.' }),
    state: z.enum(TAPAL_STATES),
    trouble: z
      .object({ state: z.enum(DESK_STATES), code: z.string() })
      .nullable()
      .meta({ description: 'How it lies at the desk of the operators, and what last went wrong.' }),
    attempts: z.number(),
    nextAttemptAt: instant.nullable(),
    arrivedAt: instant,
    tries: z
      .array(
        z.object({
          at: instant,
          attempt: z.number(),
          cause: z.enum(CAUSES),
          state: z.enum(TAPAL_STATES),
          code: z.string().nullable().meta({ description: 'The exact code of what came.' }),
          answer: z
            .string()
            .max(MAX_ANSWER)
            .nullable()
            .meta({ description: 'The beginning of what you answered, where all was not well.' }),
        }),
      )
      .meta({ description: 'The newest ten at your endpoint, the oldest of them first.' }),
  })
  .meta({ id: 'OwnDelivery' })
export type OwnDeliveryResponse = z.infer<typeof ownDeliverySchema>
export const ownDeliveriesSchema = pageSchema(ownDeliverySchema).meta({ id: 'OwnDeliveries' })

export const deliveryParams = z.object({ id })
export const redeliveredSchema = z
  .object({
    id: z.string(),
    state: z.enum(TAPAL_STATES),
    sentAgain: z.boolean().meta({ description: 'Whether this call has sent it.' }),
    nextAttemptAt: instant.nullable(),
  })
  .meta({ id: 'OwnRedelivery' })
export type RedeliveredResponse = z.infer<typeof redeliveredSchema>
