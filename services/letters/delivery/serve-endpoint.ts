// The claimed tapals of one endpoint, served batch by batch until they are through or the endpoint is not well.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Claimed } from '../../../database/letters/tapal/claims'
import { KcsError } from '../../../domain/common/error'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { FAILURES_TO_PAUSE } from '../../../domain/letters/endpoint/endpoint'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'
import { whatItHas } from './ask-system'
import type { Calls } from './calls'
import type { DeliveryDeps } from './deps'
import { throughGate } from './keep-back'
import { type BatchResult, endpointOf, handOver, type ParcelBuilder, recordOutcomes } from './hand-over'
import { moveFromGone } from './next-way'
import { MUCH } from './pace'
import { parkAt, queueAt } from './park'
import { countBatch, type Tally } from './tally'

/** One drain, as the endpoints that it serves see it. */
export interface Drainage {
  /** It serves what is parked at one endpoint, for that endpoint's own run. */
  parkedOnly: boolean
  /** All that it serves came in one claim: somebody may be waiting for it, and it goes before what is much. */
  isLittle: boolean
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

/** Throws KcsError `endpoint-unknown` where the endpoint is gone and an office has no other way. */
export async function serveEndpoint(deps: DeliveryDeps, drainage: Drainage, serving: Serving): Promise<void> {
  let rest = await throughGate(deps, drainage.tally, serving.claimed)
  while (rest.length > 0) {
    drainage.beat()
    // Read again before each batch: an operator may have paused it meanwhile.
    const record = await deps.repositories.endpoints.byId(serving.endpoint)
    if ((!record || record.state === 'gone') && !deps.sandbox)
      return serveGone(deps, drainage, serving, { record, rest })
    if (!record || record.state === 'gone') return leave(deps, drainage, serving, rest, 'operator')
    if (!(await mayBeCalled(deps, drainage, serving, record, rest))) return
    const calls = await takeCalls(deps, drainage, record, rest)
    if (!calls) return leave(deps, drainage, serving, rest, 'full')
    const size = deps.pace.rows(Math.max(1, deps.connectors[record.mechanism].batchSize * calls.calls))
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
/** So long a test letter waits at an endpoint that may not be called. */
const TEST_WAIT_MS = 60_000

async function takeCalls(
  { calls }: DeliveryDeps,
  { parkedOnly }: Drainage,
  record: EndpointRecord,
  rest: readonly Claimed[],
): ReturnType<Calls['take']> {
  const [first, ...others] = rest.map(({ tapal }) => tapal.urgency)
  const urgency = others.reduce((most, next) => (urgencyRank(next) > urgencyRank(most) ? next : most), first!)
  const waitMs = parkedOnly ? DRAIN_PATIENCE_MS : LANE_PATIENCE_MS
  return calls.take(record, { calls: Math.min(rest.length, record.concurrency), urgency, waitMs })
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
  if (deps.sandbox) return waitAt(deps, serving.endpoint)
  if (parkedOnly) tally.stopped = why
  else if (why === 'busy') await spare(deps, serving.endpoint)
  else if (why === 'full') tally.parked += await queueAt(deps, serving.endpoint)
  else tally.parked += await parkAt(deps, serving.endpoint)
}

/** No run of an endpoint knows test letters: they wait in their lane, without another way, and are looked at again. */
function waitAt({ repositories, now }: DeliveryDeps, endpoint: string): Promise<void> {
  const at = now()
  return repositories.tapals.putOff(endpoint, at, new Date(at.getTime() + TEST_WAIT_MS))
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
  const { tally, parkedOnly } = drainage
  const result = await handOverPaced(deps, drainage, record, batch)
  countBatch(tally, batch, result)
  if (result.endpoint === 'gone') {
    await release(deps, serving, rest)
    const sure = batch.filter(({ tapal }) => !mayBeThere(result.outcomes.get(tapal.id)))
    const free = rest.filter(({ inDoubt }) => !inDoubt)
    await moveAway(deps, drainage, serving, [...sure, ...free])
    return false
  }
  // A letter that fails waits its own time, and those behind it go on; several in a row are the system's fault.
  const isDown = result.endpoint === 'paused' || (parkedOnly && tally.faultsInRow >= FAILURES_TO_PAUSE)
  if (!isDown && result.endpoint !== 'busy') return true
  await leave(deps, drainage, serving, rest, isDown ? 'down' : 'busy')
  return false
}

/** What is neither a letter to a few nor much at once, such as the calls of a circular to other systems, waits for nobody. */
function handOverPaced(
  deps: DeliveryDeps,
  { isLittle, build }: Drainage,
  record: EndpointRecord,
  batch: readonly Claimed[],
): Promise<BatchResult> {
  const work = (): Promise<BatchResult> => handOver(deps, record, batch, build)
  if (batch.length >= MUCH) return deps.pace.much(work)
  return isLittle ? deps.pace.little(work) : work()
}

/** The system may have the letter, or be at work on it: it is asked before the letter goes elsewhere. */
function mayBeThere(outcome: Outcome | undefined): boolean {
  if (outcome?.kind === 'retry-later') return outcome.inDoubt
  return outcome === undefined || outcome.kind === 'handed-over'
}

/** A system that is gone is asked once more for what it may have; all that it does not say it has goes another way. */
async function serveGone(
  deps: DeliveryDeps,
  drainage: Drainage,
  serving: Serving,
  { record, rest }: { record: EndpointRecord | null; rest: readonly Claimed[] },
): Promise<void> {
  const delivered = record ? await recordWhatIsThere(deps, drainage, record, rest) : new Set<string>()
  const others = rest.filter(({ tapal }) => !delivered.has(tapal.id))
  await moveAway(deps, drainage, serving, others)
}

async function recordWhatIsThere(
  deps: DeliveryDeps,
  { build, tally }: Drainage,
  record: EndpointRecord,
  rest: readonly Claimed[],
): Promise<ReadonlySet<string>> {
  const doubtful = rest.filter(({ inDoubt }) => inDoubt)
  if (doubtful.length === 0) return new Set()
  const parcels = await build(doubtful.map(({ tapal }) => tapal))
  const endpoint = endpointOf(deps, record)
  if (endpoint === null) return new Set()
  const outcomes = await whatItHas(deps.connectors[record.mechanism], endpoint, [...parcels.values()])
  const atSystem = doubtful.filter(({ tapal }) => outcomes.has(tapal.id))
  const result = await recordOutcomes(deps, record, atSystem, outcomes, deps.now())
  countBatch(tally, atSystem, { ...result, endpoint: 'gone' })
  return new Set(outcomes.keys())
}

async function moveAway(
  deps: DeliveryDeps,
  { tally }: Drainage,
  serving: Serving,
  claimed: readonly Claimed[],
): Promise<void> {
  const { endpoint, claimId } = serving
  const tapals = claimed.map(({ tapal }) => tapal)
  const withoutWay = await moveFromGone(deps, tapals, { endpoint, claimId })
  tally.parked += claimed.length - withoutWay
  if (withoutWay === 0) return
  // Nothing stands behind it: tried again until an operator has set it up.
  await release(deps, serving, claimed)
  throw new KcsError('endpoint-unknown', { detail: endpoint })
}

function release(
  { repositories, now }: DeliveryDeps,
  { claimId }: Serving,
  claimed: readonly Claimed[],
): Promise<void> {
  return repositories.tapals.release(claimId, claimed, now())
}
