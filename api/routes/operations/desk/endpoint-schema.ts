// One endpoint as the desk shows it.

import { z } from 'zod'
import { ownKeySchema } from '../../access/agent/own-schema'
import { deliverySchema, webhookSchema } from '../../access/subscription/schema'
import { ownEndpointSchema } from '../../letters/endpoint/own-schema'

export const deskEndpointSchema = z
  .object({
    endpoint: ownEndpointSchema.extend({
      by: z.string().meta({ description: 'Login of the operator who paused it; empty where KCS did.' }),
    }),
    agent: z
      .object({ id: z.string(), name: z.string(), offices: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Null for the ways of KCS itself.' }),
    keys: z.array(ownKeySchema.omit({ isOfThisCall: true })),
    webhooks: z.array(
      webhookSchema.extend({
        deliveries: z
          .array(deliverySchema)
          .meta({ description: 'The last try of each of the newest 50, the newest first.' }),
      }),
    ),
  })
  .meta({ id: 'DeskEndpoint' })
export type DeskEndpointResponse = z.infer<typeof deskEndpointSchema>
