// The claimed tapals of one endpoint, served batch by batch until they are through or the endpoint is not well.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Claimed } from '../../../database/letters/tapal/claims'
import { KcsError } from '../../../domain/common/error'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import { FAILURES_TO_PAUSE } from '../../../domain/letters/endpoint/endpoint'
import { cardOf } from '../../../domain/letters/systems'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'
import type { Calls } from './calls'
import type { DeliveryDeps } from './deps'
import { fallBack } from './fall-back'
import { handOver, type ParcelBuilder } from './hand-over'
import { parkAt, queueAt } from './park'
import { countBatch, type Tally } from './tally'

/** One drain, as the endpoints that it serves see it. */
export interface Drainage {
  /** It serves what is parked at one endpoint, for that endpoint's own run. */
  parkedOnly: boolean
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
  let rest = serving.claimed
  while (rest.length > 0) {
    drainage.beat()
    // Read again before each batch: an operator may have paused it meanwhile.
    const record = await deps.repositories.endpoints.byId(serving.endpoint)
    if (!record || record.state === 'gone') return serveWithoutEndpoint(deps, drainage, serving, rest)
    if (!(await mayBeCalled(deps, drainage, serving, record, rest))) return
    const calls = await takeCalls(deps, drainage, record, rest)
    if (!calls) return leave(deps, drainage, serving, rest, 'full')
    const size = Math.max(1, deps.connectors[record.mechanism].batchSize * calls.calls)
    const batch = rest.slice(0, size)
    rest = rest.slice(size)
    try {
      const within = { ...record, concurrency: calls.calls }
      if (!(await serveBatch(deps, drainage, serving, within, { batch, rest }))) return
    } finally {
      calls.done()
    }
  }
}

/** A lane waits so long for calls of an endpoint that is fully used; then its letters queue there, and not in a worker. */
const LANE_PATIENCE_MS = 2_000
/** The drain of an endpoint is that queue. */
const DRAIN_PATIENCE_MS = 30_000

async function takeCalls(
  { calls }: DeliveryDeps,
  { parkedOnly }: Drainage,
  record: EndpointRecord,
  rest: readonly Claimed[],
): ReturnType<Calls['take']> {
  const { concurrency, mechanism } = record
  // Inside KCS nothing is called.
  if (cardOf(mechanism).reached === 'inside') return { calls: concurrency, done: () => undefined }
  const [first, ...others] = rest.map(({ tapal }) => tapal.urgency)
  const urgency = others.reduce((most, next) => (urgencyRank(next) > urgencyRank(most) ? next : most), first!)
  const waitMs = parkedOnly ? DRAIN_PATIENCE_MS : LANE_PATIENCE_MS
  return calls.take(record, { calls: Math.min(rest.length, concurrency), urgency, waitMs })
}

/** Returns whether the endpoint may be called now; where it may not, the rest is released. */
async function mayBeCalled(
  deps: DeliveryDeps,
  drainage: Drainage,
  serving: Serving,
  { state, pausedBy, notBefore }: EndpointRecord,
  rest: readonly Claimed[],
): Promise<boolean> {
  const { parkedOnly } = drainage
  const isClosed = state === 'paused' && !(parkedOnly && pausedBy === 'kcs')
  const isBusy = notBefore !== null && notBefore > deps.now()
  if (!isClosed && !isBusy) return true
  await leave(deps, drainage, serving, rest, isClosed ? 'operator' : 'busy')
  return false
}

/** Gives back what was not tried. In a lane it is parked, or waits where the endpoint only wants relief. */
async function leave(
  deps: DeliveryDeps,
  { parkedOnly, tally }: Drainage,
  serving: Serving,
  rest: readonly Claimed[],
  why: NonNullable<Tally['stopped']>,
): Promise<void> {
  await release(deps, serving, rest)
  if (parkedOnly) tally.stopped = why
  else if (why === 'busy') await spare(deps, serving.endpoint)
  else if (why === 'full') tally.parked += await queueAt(deps, serving.endpoint)
  else tally.parked += await parkAt(deps, serving.endpoint)
}

/** Everything that waits for the endpoint waits as long as it has asked for, so that nobody tries it meanwhile. */
async function spare({ repositories, now }: DeliveryDeps, endpoint: string): Promise<void> {
  const record = await repositories.endpoints.byId(endpoint)
  if (record?.notBefore) await repositories.tapals.putOff(endpoint, now(), record.notBefore)
}

/** Returns whether the endpoint is well enough for the next batch; where it is not, the rest is released. */
async function serveBatch(
  deps: DeliveryDeps,
  drainage: Drainage,
  serving: Serving,
  record: EndpointRecord,
  { batch, rest }: { batch: readonly Claimed[]; rest: readonly Claimed[] },
): Promise<boolean> {
  const { build, tally, parkedOnly } = drainage
  const result = await handOver(deps, record, batch, build)
  countBatch(tally, batch, result)
  if (result.endpoint === 'gone') {
    await release(deps, serving, rest)
    await moveAway(deps, tally, [...batch, ...rest])
    return false
  }
  // A letter that fails waits its own time, and those behind it go on; several in a row are the system's fault.
  const isDown = result.endpoint === 'paused' || (parkedOnly && tally.faultsInRow >= FAILURES_TO_PAUSE)
  if (!isDown && result.endpoint !== 'busy') return true
  await leave(deps, drainage, serving, rest, isDown ? 'down' : 'busy')
  return false
}

async function serveWithoutEndpoint(
  deps: DeliveryDeps,
  { tally }: Drainage,
  serving: Serving,
  rest: readonly Claimed[],
): Promise<void> {
  if (serving.endpoint !== FALLBACK_MECHANISM) return moveAway(deps, tally, rest)
  // Nothing stands behind the last resort: tried again until an operator has set it up.
  await release(deps, serving, rest)
  throw new KcsError('endpoint-unknown', { detail: FALLBACK_MECHANISM })
}

async function moveAway(deps: DeliveryDeps, tally: Tally, claimed: readonly Claimed[]): Promise<void> {
  await fallBack(
    deps,
    claimed.map(({ tapal }) => tapal),
  )
  tally.parked += claimed.length
}

function release(
  { repositories }: DeliveryDeps,
  { claimId }: Serving,
  claimed: readonly Claimed[],
): Promise<void> {
  const ids = claimed.map(({ tapal }) => tapal.id)
  return repositories.tapals.release(claimId, ids)
}
