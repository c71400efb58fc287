// How each system that letters go to stands.

import type { CollectionSummary } from '../../../database/letters/collect/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import { DESK_STATES, type DeskState } from '../../../domain/operations/desk/desk'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

export interface SystemHealth {
  endpoint: EndpointRecord
  /** Letters that are to be handed over there, also those that nothing has gone wrong with. */
  queued: number
  /** When the oldest of them was accepted. */
  queuedSince: Date | null
  /** Letters at the desk, by state. */
  letters: Record<DeskState, number>
  /** When the oldest of them was accepted. */
  oldest: Date | null
  /** What last went wrong with them, the most frequent first. */
  faults: { code: string; count: number }[]
  /** How collecting from it goes; null for a system that calls KCS itself. */
  collecting: CollectingHealth | null
}

export interface CollectingHealth {
  /** When it last was asked and answered; null until it did. */
  collectedAt: Date | null
  /** Letters and reports taken, and letters and reports refused, since it was registered. */
  taken: number
  reports: number
  refused: number
  /** Items that lie refused now, and those that are tried again. */
  refusedNow: number
  waiting: number
  /** Why the last collection failed; empty where it went well. */
  fault: string
  /** Before this it is not asked again; null where it is asked at its turn. */
  notBefore: Date | null
}

export const readHealthErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** The most kinds of faults that are told of one system. */
const MAX_FAULTS = 10

/** Of all systems, or of one. Four reads, however many systems and letters there are. */
export async function readHealth(
  {
    repositories: { endpoints, tapals, collects },
    connectors,
  }: Pick<ServiceDeps, 'repositories' | 'connectors'>,
  caller: Caller,
  only?: string,
): Promise<SystemHealth[]> {
  requireOperator(caller)
  const [records, counts, queues] = await Promise.all([
    only === undefined ? endpoints.list() : endpoints.byId(only).then((one) => (one ? [one] : [])),
    tapals.deskCounts(only),
    tapals.queues(only),
  ])
  const collectingIds = records.flatMap(({ id, mechanism }) => (connectors[mechanism].collect ? [id] : []))
  const collections = await collects.summaries(collectingIds)
  const queueOf = new Map(queues.map((queue) => [queue.endpoint, queue]))
  return records.map((endpoint) => {
    const countsHere = counts.filter((count) => count.endpoint === endpoint.id)
    const queue = queueOf.get(endpoint.id)
    const sum = (state: DeskState) =>
      countsHere.reduce((all, one) => (one.state === state ? all + one.count : all), 0)
    const byCode = new Map<string, number>()
    for (const { code, count } of countsHere) byCode.set(code, (byCode.get(code) ?? 0) + count)
    return {
      endpoint,
      queued: queue?.count ?? 0,
      queuedSince: queue?.oldest ?? null,
      letters: Object.fromEntries(DESK_STATES.map((state) => [state, sum(state)])) as Record<
        DeskState,
        number
      >,
      oldest: countsHere.reduce<Date | null>(
        (old, one) => (old === null || one.oldest < old ? one.oldest : old),
        null,
      ),
      faults: [...byCode]
        .map(([code, count]) => ({ code, count }))
        .sort((a, b) => b.count - a.count)
        .slice(0, MAX_FAULTS),
      collecting: collectingIds.includes(endpoint.id) ? collectingOf(collections.get(endpoint.id)) : null,
    }
  })
}

function collectingOf(collection: CollectionSummary | undefined): CollectingHealth {
  return {
    collectedAt: collection?.collectedAt ?? null,
    taken: collection?.taken ?? 0,
    reports: collection?.reports ?? 0,
    refused: collection?.refused ?? 0,
    refusedNow: collection?.entries.refused ?? 0,
    waiting: collection?.entries.waiting ?? 0,
    fault: collection?.fault ?? '',
    notBefore: collection?.notBefore ?? null,
  }
}
