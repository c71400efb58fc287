// The claimed tapals of one endpoint, served batch by batch until they are through or the endpoint is not well.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Claimed } from '../../../database/letters/tapal/claims'
import { KcsError } from '../../../domain/common/error'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import type { DeliveryDeps } from './deps'
import { fallBack } from './fall-back'
import { handOver, type ParcelBuilder } from './hand-over'
import { parkAt } from './park'
import { countBatch, type Tally } from './tally'

/** One drain, as the endpoints that it serves see it. */
export interface Drainage {
  /** It serves what is parked at one endpoint, for that endpoint's own run. */
  parkedOnly: boolean
  /** Stops at the first fault, so that a system just back is not run over. */
  stopAtFault: boolean
  /** Called before each batch; throws when the work is to stop. */
  beat(): void
  build: ParcelBuilder
  tally: Tally
}

/** What is served: tapals that one claim holds. */
export interface Serving {
  endpoint: string
  claimId: string
  claimed: readonly Claimed[]
}

/** Throws KcsError `endpoint-unknown` where the agent application itself has no endpoint. */
export async function serveEndpoint(deps: DeliveryDeps, drainage: Drainage, serving: Serving): Promise<void> {
  const { claimed } = serving
  const record = await deps.repositories.endpoints.byId(serving.endpoint)
  if (!record || record.state === 'gone') return serveWithoutEndpoint(deps, drainage, serving)
  if (record.state === 'paused' && !drainage.parkedOnly) {
    await release(deps, serving, claimed)
    drainage.tally.parked += await parkAt(deps, serving.endpoint)
    return
  }
  const size = Math.max(1, deps.connectors[record.mechanism].batchSize * record.concurrency)
  for (let from = 0; from < claimed.length; from += size) {
    drainage.beat()
    if (!(await serveBatch(deps, drainage, serving, record, { from, size }))) return
  }
}

/** Returns whether the endpoint is well enough for the next batch; where it is not, the rest is released. */
async function serveBatch(
  deps: DeliveryDeps,
  { build, tally, stopAtFault, parkedOnly }: Drainage,
  serving: Serving,
  record: EndpointRecord,
  { from, size }: { from: number; size: number },
): Promise<boolean> {
  const { claimed, endpoint } = serving
  const batch = claimed.slice(from, from + size)
  const result = await handOver(deps, record, batch, build)
  countBatch(tally, batch, result)
  if (result.endpoint === 'open' && !(stopAtFault && result.faults > 0)) return true
  await release(deps, serving, claimed.slice(from + size))
  if (result.endpoint === 'paused' && !parkedOnly) tally.parked += await parkAt(deps, endpoint)
  if (result.endpoint === 'gone') await moveAway(deps, parkedOnly, claimed.slice(from))
  return false
}

async function serveWithoutEndpoint(
  deps: DeliveryDeps,
  { parkedOnly }: Drainage,
  serving: Serving,
): Promise<void> {
  if (serving.endpoint !== FALLBACK_MECHANISM) return moveAway(deps, parkedOnly, serving.claimed)
  // Nothing stands behind the last resort: tried again until an operator has set it up.
  await release(deps, serving, serving.claimed)
  throw new KcsError('endpoint-unknown', { detail: FALLBACK_MECHANISM })
}

function moveAway(deps: DeliveryDeps, parkedOnly: boolean, claimed: readonly Claimed[]): Promise<void> {
  const tapals = claimed.map(({ tapal }) => tapal)
  return fallBack(deps, tapals, parkedOnly ? 'parked' : 'lane')
}

function release(
  { repositories }: DeliveryDeps,
  { claimId }: Serving,
  claimed: readonly Claimed[],
): Promise<void> {
  const ids = claimed.map(({ tapal }) => tapal.id)
  return repositories.tapals.release(claimId, ids)
}
