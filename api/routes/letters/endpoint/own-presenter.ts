// An endpoint as its agent sees it.

import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import type { OwnEndpointResponse } from './own-schema'

const text = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

/** Without what is the operators' own. */
export function presentOwnEndpoint(endpoint: EndpointRecord, now: Date): OwnEndpointResponse {
  const { id, mechanism, address, state, pausedBy, pausedAt, reason, takes, askedAt, askFault } = endpoint
  const { formerUntil, lastSuccessAt, fetchedAt } = endpoint
  return {
    ...{ id, mechanism, address, state, pausedBy, reason, takes },
    asked: askedAt && { at: askedAt.toISOString(), fault: askFault === '' ? null : askFault },
    since: state === 'open' ? null : text(pausedAt),
    formerSecretUntil: formerUntil !== null && formerUntil > now ? formerUntil.toISOString() : null,
    lastSuccessAt: text(lastSuccessAt),
    fetchedAt: text(fetchedAt),
  }
}
