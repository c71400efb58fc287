// An endpoint as it is returned, with how many letters wait for it since when.

import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import type { Collection } from '../../../../domain/letters/collect/collection'
import { endpointWorkflowId } from '../../../../domain/letters/endpoint/endpoint'
import type { ApiDeps } from '../../../deps'
import { temporalUrl } from '../../common/links'
import type { CollectionResponse, EndpointResponse } from './schema'

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

/** How collecting from a system goes; nothing of a letter but the id that the system has for it. */
export function presentCollection(collection: Collection): CollectionResponse {
  const { collectedAt, taken, reports, refused, fault, notBefore, entries } = collection
  return {
    ...{ taken, reports, refused, fault: fault === '' ? null : fault },
    collectedAt: collectedAt?.toISOString() ?? null,
    notBefore: notBefore?.toISOString() ?? null,
    items: entries.map(({ of, key, state, faults, tries, firstAt, lastAt, nextAt }) => ({
      ...{ of, key, state, errors: faults, tries },
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      nextAt: nextAt?.toISOString() ?? null,
    })),
  }
}
