// What an agent sees of itself.

import { z } from 'zod'
import { instant } from '../../../http/fields'
import { ownEndpointSchema } from '../../letters/endpoint/own-schema'

export const ownKeySchema = z
  .object({
    id: z.string(),
    prefix: z.string().meta({ description: 'How the key begins; by it you know which one is meant.' }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    opens: z.boolean(),
    isOfThisCall: z.boolean(),
    test: z.literal(true).optional().meta({ description: 'It opens test letters alone.' }),
  })
  .meta({ id: 'OwnKey' })

export const ownAgentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    offices: z.array(z.string()).meta({ description: 'Codes of the offices for which your keys are good.' }),
    endpoints: z
      .array(ownEndpointSchema)
      .meta({ description: 'One as a rule; none where you only send letters.' }),
    keys: z
      .array(ownKeySchema)
      .meta({ description: 'The oldest of very many that have ended are left out.' }),
    seenAt: instant.nullable().meta({ description: 'When you last called with a key, to some seconds.' }),
    createdAt: instant,
  })
  .meta({ id: 'OwnAgent' })
export type OwnAgentResponse = z.infer<typeof ownAgentSchema>
