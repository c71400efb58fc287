// What is answered where a key was made, whoever asked for it.

import type { ResponseDoc, RouteResponse } from '../../../http/route'
import { newKeyResponseSchema } from './schema'

export const newKeyResponses: Record<number, ResponseDoc> = {
  201: { description: 'The key, shown this once.', schema: newKeyResponseSchema },
  200: {
    description: 'It was made by an earlier call with this Idempotency-Key, and is not shown again.',
    schema: newKeyResponseSchema,
  },
}

/** Without the key itself for a repeat. */
export function presentNewKey({ id, apiKey }: { id: string; apiKey: string | null }): RouteResponse {
  return apiKey === null
    ? { status: 200, headers: { 'idempotency-replayed': 'true' }, body: { id } }
    : { status: 201, headers: { 'cache-control': 'no-store' }, body: { id, apiKey } }
}
