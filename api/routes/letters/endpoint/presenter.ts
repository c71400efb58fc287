// An endpoint as it is returned, with how many letters wait for it since when.

import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import { endpointWorkflowId } from '../../../../domain/letters/endpoint/endpoint'
import type { ApiDeps } from '../../../deps'
import { temporalUrl } from '../../common/links'
import type { EndpointResponse } from './schema'

/** One round to the database. */
export async function presentEndpoint(
  { repositories, settings }: Pick<ApiDeps, 'repositories' | 'settings'>,
  endpoint: EndpointRecord,
): Promise<EndpointResponse> {
  const { count, since } = await repositories.tapals.parked(endpoint.id)
  return {
    ...endpointFacts(settings, endpoint),
    failuresInRow: endpoint.failuresInRow,
    parked: count,
    parkedSince: since?.toISOString() ?? null,
  }
}

/** What it is, how it stands, and where its run is seen; nothing of what waits for it. */
export function endpointFacts(settings: ApiDeps['settings'], endpoint: EndpointRecord) {
  const { id, mechanism, agent, address, state, pausedBy, by, pausedWith, pausedAt, reason } = endpoint
  const { takes, askedAt, askFault } = endpoint
  return {
    id,
    mechanism,
    agent,
    address,
    state,
    pausedBy,
    by,
    pausedWith,
    pausedAt: pausedAt?.toISOString() ?? null,
    reason,
    takes,
    asked: askedAt && { at: askedAt.toISOString(), fault: askFault === '' ? null : askFault },
    temporal: temporalUrl(settings, endpointWorkflowId(id)),
  }
}
