// One batch of claimed tapals at one endpoint: handed over, and what came of it recorded.

import type { Connector, DeliveryReport, Endpoint, Parcel } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { OwnChange } from '../../../database/letters/tapal/writes'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import { isEndpointFault, type Outcome } from '../../../domain/letters/delivery/outcome'
import { changeFor, failedFields, type TapalChange } from '../../../domain/letters/tapal/change'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Claimed } from '../../../database/letters/tapal/claims'
import type { ActivityDeps } from '../../../activities/ports'

/** What came of a batch, beside what stands in the rows. */
export interface BatchResult {
  delivered: number
  /** The endpoint was paused by a fault of this batch, or is gone. */
  endpoint: 'open' | 'paused' | 'gone'
  /** A fault was met, so that the endpoint is not well even if not paused yet. */
  faults: number
  /** Rows in which the outcome was written; the others were changed by someone else meanwhile. */
  recorded: number
  outcomes: Map<string, Outcome>
}

/** Hands the batch over and records every outcome; the rows it could not change were changed by someone else. */
export async function handOver(
  deps: ActivityDeps,
  record: EndpointRecord,
  claimed: readonly Claimed[],
  build: (tapals: readonly Tapal[]) => Promise<Map<string, Parcel>>,
): Promise<BatchResult> {
  const connector = deps.connectors[record.mechanism]
  const endpoint = deps.unseal(record)
  const parcels = await build(claimed.map(({ tapal }) => tapal))
  const outcomes = await outcomesOf(connector, endpoint, claimed, parcels)
  const at = deps.now()
  const changes: OwnChange[] = []
  for (const { tapal } of claimed) {
    const outcome = outcomes.get(tapal.id) ?? { kind: 'retry-later', code: 'no-report', inDoubt: true }
    changes.push({ id: tapal.id, change: changeOf(tapal, outcome, record, at, deps.random()) })
  }
  const recorded = await recordAll(deps, changes)
  const all = [...outcomes.values()]
  return {
    delivered: all.filter((outcome) => outcome.kind === 'delivered' || outcome.kind === 'duplicate').length,
    endpoint: await noteHealth(deps, record, all, at),
    faults: all.filter(isEndpointFault).length,
    recorded,
    outcomes,
  }
}

/** A tapal in doubt is asked after first, where the system can be asked; the others are handed over. */
async function outcomesOf(
  connector: Connector,
  endpoint: Endpoint,
  claimed: readonly Claimed[],
  parcels: ReadonlyMap<string, Parcel>,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  const fresh: Parcel[] = []
  const doubtful: Parcel[] = []
  for (const { tapal, inDoubt } of claimed) {
    const parcel = parcels.get(tapal.id)
    if (parcel) (inDoubt && connector.status ? doubtful : fresh).push(parcel)
    else outcomes.set(tapal.id, { kind: 'never', code: 'letter-missing' })
  }
  await Promise.all(
    doubtful.map(async (parcel) => {
      const answer = await connector.status?.(endpoint, parcel)
      if (!answer || answer.kind === 'unseen') fresh.push(parcel)
      else outcomes.set(parcel.tapalId, answer)
    }),
  )
  const reports = fresh.length === 0 ? [] : await delivered(connector, endpoint, fresh)
  for (const report of reports) outcomes.set(report.tapalId, report.outcome)
  return outcomes
}

/** A connector maps every fault of the other side; what it throws all the same is ours, and the tapals are in doubt. */
async function delivered(
  connector: Connector,
  endpoint: Endpoint,
  parcels: readonly Parcel[],
): Promise<DeliveryReport[]> {
  try {
    return await connector.deliver(endpoint, parcels)
  } catch {
    // The code alone stands in the trace: a message could hold words of the letter.
    const outcome: Outcome = { kind: 'retry-later', code: 'connector-fault', inDoubt: true }
    return parcels.map(({ tapalId }) => ({ tapalId, outcome }))
  }
}

function changeOf(
  tapal: Tapal,
  outcome: Outcome,
  record: EndpointRecord,
  at: Date,
  random: number,
): TapalChange {
  const wait = outcome.kind === 'busy' ? outcome.afterMs : waitAfter(tapal.attempts, record.backOff, random)
  const change = changeFor(tapal, outcome, at, tapal.attempts, wait)
  const limit = record.backOff.maxAttempts
  const spent = limit > 0 && tapal.attempts >= limit && change.event.kind === 'attempt'
  if (!spent) return change
  return {
    event: { ...change.event, kind: 'state', to: 'failed', cause: 'attempts-spent', dueAt: undefined },
    set: failedFields(at),
  }
}

/** Outcomes that are alike are written in one update; the others each with their own numbers, in one round trip; answers how many were. */
async function recordAll(deps: ActivityDeps, changes: readonly OwnChange[]): Promise<number> {
  // Only rows that still wait for us: an acknowledgement or a recall that came first stands.
  const waiting = { awaitsTry: true } as const
  const alike = new Map<string, OwnChange[]>()
  for (const own of changes) {
    const key = JSON.stringify(own.change)
    alike.set(key, [...(alike.get(key) ?? []), own])
  }
  const single = [...alike.values()].filter((group) => group.length === 1).flat()
  const groups = [...alike.values()].filter((group) => group.length > 1)
  const written = await Promise.all([
    deps.repositories.tapals.applyEach(single, waiting),
    ...groups.map((group) =>
      deps.repositories.tapals.applyToAll(
        group.map((own) => own.id),
        group[0]!.change,
        waiting,
      ),
    ),
  ])
  return written.reduce((sum, count) => sum + count, 0)
}

async function noteHealth(
  deps: ActivityDeps,
  record: EndpointRecord,
  outcomes: readonly Outcome[],
  at: Date,
): Promise<BatchResult['endpoint']> {
  const { endpoints } = deps.repositories
  const gone = outcomes.find((outcome) => outcome.kind === 'gone')
  if (gone) {
    await endpoints.gone(record.id, at, gone.code)
    return 'gone'
  }
  let paused = false
  for (const outcome of outcomes) {
    if (outcome.kind !== 'retry-later' && outcome.kind !== 'auth') continue
    // Wrong credentials do not mend themselves: the endpoint is paused at once, and the operator told.
    if (await endpoints.failed(record.id, outcome.code, at, outcome.kind === 'auth')) paused = true
  }
  if (paused) return 'paused'
  // One letter that always fails beside others that go through is no row of failures.
  const failed = record.failuresInRow > 0 || outcomes.some(isEndpointFault)
  if (failed && outcomes.some((outcome) => !isEndpointFault(outcome))) await endpoints.succeeded(record.id)
  return 'open'
}
