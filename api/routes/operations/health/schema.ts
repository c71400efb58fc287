// How the service says that it lives.

import { z } from 'zod'

export const TAG = 'Health'
export const UNCACHED = { 'cache-control': 'no-store' }

export const aliveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' })

export const readySchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']),
    database: z.enum(['ok', 'unreachable']),
    temporal: z.enum(['ok', 'unreachable']),
  })
  .meta({ id: 'Ready' })

export type ReadyResponse = z.infer<typeof readySchema>
