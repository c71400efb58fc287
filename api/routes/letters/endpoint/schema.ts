// The state of each system that letters go to.

import { z } from 'zod'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { ENDPOINT_STATES } from '../../../../domain/letters/endpoint/endpoint'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { id, instant, line } from '../../../http/fields'

export const TAG = 'Endpoints'

export const endpointSchema = z
  .object({
    id: z.string(),
    mechanism: z.enum(MECHANISMS),
    agent: z.string().nullable(),
    address: z.string(),
    state: z.enum(ENDPOINT_STATES),
    pausedBy: z.enum(['kcs', 'operator']).nullable(),
    pausedAt: instant.nullable(),
    reason: z.string(),
    failuresInRow: z.number(),
    parked: z.number().meta({ description: 'Tapals that wait for it.' }),
    parkedSince: instant.nullable(),
    temporal: z.string().nullable().meta({ description: 'Its run in Temporal Web.' }),
  })
  .meta({ id: 'Endpoint' })

export type EndpointResponse = z.infer<typeof endpointSchema>
export const endpointListSchema = z.object({ items: z.array(endpointSchema) })
export const endpointParams = z.object({ id })
export const pauseSchema = z.strictObject({ reason: line(MAX_REASON) })
