// One batch of claimed tapals at one endpoint: handed over, and what came of it recorded.

import type { Endpoint, Parcel } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Claimed } from '../../../database/letters/tapal/claims'
import type { OwnChange } from '../../../database/letters/tapal/writes'
import { groupedBy } from '../../../domain/common/item/grouped'
import type { OtherWay } from '../../../domain/directory/office/profile'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import { ownFault } from '../../../domain/letters/delivery/own-fault'
import { isEndpointFault, type Outcome, showsSystemUp } from '../../../domain/letters/delivery/outcome'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import type { ClockOwner } from '../../../domain/letters/tapal/clock-table'
import { withDiaryJudged } from '../../../domain/letters/tapal/diary'
import { changeFor, lastTryChange } from '../../../domain/letters/tapal/outcome-change'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { unlessAway } from '../../operations/duty/away'
import { type BouncedTapal, nextWaysOfBounced } from '../bounce/next-ways'
import { openedEndpoint } from '../endpoint/opened'
import { signalParked } from '../endpoint/tell'
import { withDays } from '../tapal/with-days'
import { apart } from './apart'
import { outcomesOf } from './ask-system'
import { type EndpointHealth, noteHealth } from './breaker'
import type { DeliveryDeps } from './deps'

/** What came of a batch, beside what stands in the rows. */
export interface BatchResult {
  delivered: number
  /** The endpoint was paused by a fault of this batch, or is gone. */
  endpoint: EndpointHealth
  /** Tapals whose outcome speaks against the endpoint. */
  faults: number
  /** Tapals whose outcome shows that the system is up. */
  reached: number
  /** Rows in which the outcome was written; the others were changed by someone else meanwhile. */
  recorded: number
  outcomes: Map<string, Outcome>
}

export type ParcelBuilder = (tapals: readonly Tapal[]) => Promise<Map<string, Parcel>>

/** Our key does not open the settings of the endpoint: its letters wait their time, and hold up nobody else's. */
const UNREADABLE: Outcome = { kind: 'retry-later', code: 'settings-unreadable', inDoubt: false, blame: 'kcs' }
const NO_REPORT: Outcome = { kind: 'retry-later', code: 'no-report', inDoubt: true, blame: 'kcs' }

/** Hands the batch over and records every outcome; rows that someone else has changed meanwhile stay as they are. */
export async function handOver(
  deps: DeliveryDeps,
  record: EndpointRecord,
  claimed: readonly Claimed[],
  build: ParcelBuilder,
): Promise<BatchResult> {
  const outcomesById = new Map<string, Outcome>()
  const ask = async (some: readonly Claimed[]): Promise<void> => {
    const parcels = await build(some.map(({ tapal }) => tapal))
    const endpoint = endpointOf(deps, record)
    const outcomes =
      endpoint === null
        ? new Map(some.map(({ tapal }) => [tapal.id, UNREADABLE] as const))
        : await outcomesOf(deps.connectors[record.mechanism], endpoint, some, parcels)
    for (const [id, outcome] of outcomes) outcomesById.set(id, outcome)
  }
  // Nothing has left the house where this throws: the letter at which it does waits its time, and the others go.
  await apart(claimed, ask, (some, fault) => {
    for (const { tapal } of some) outcomesById.set(tapal.id, notTried(fault))
  })
  const at = deps.now()
  const result = await recordOutcomes(deps, record, claimed, outcomesById, at)
  return { ...result, endpoint: await noteHealth(deps, record, result.outcomes, at) }
}

function notTried(fault: unknown): Outcome {
  const outcome = ownFault(fault)
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}

/** Writes what came of each of them into its row; what nothing is said of is in doubt. */
export async function recordOutcomes(
  deps: DeliveryDeps,
  record: EndpointRecord,
  claimed: readonly Claimed[],
  answered: ReadonlyMap<string, Outcome>,
  at: Date,
): Promise<Omit<BatchResult, 'endpoint'>> {
  const outcomes = new Map<string, Outcome>()
  const movedTo = new Set<string>()
  let recorded = 0
  const write = async (some: readonly Claimed[]): Promise<void> => {
    for (const { tapal } of some) {
      const outcome = answered.get(tapal.id)
      if (outcome) outcomes.set(tapal.id, withDiaryJudged(tapal, outcome, at))
    }
    const next = await nextWaysOfBounced(deps.repositories, bouncedOf(some, outcomes), at)
    for (const { endpoint } of next.values()) movedTo.add(endpoint)
    const tried = await withDays(
      deps,
      some.map(({ tapal }) => tapal),
      at,
    )
    const changes = tried.map((tapal): OwnChange => {
      const outcome = outcomes.get(tapal.id) ?? NO_REPORT
      const trying = { at, random: deps.random(), next: next.get(tapal.id) ?? null }
      const change = changeOf(tapal, outcome, record, trying)
      // Whose claim ran out may still say what is a fact; how long to wait, or that it failed, says who holds it now.
      return { id: tapal.id, change, where: isFact(outcome) ? {} : { claim: tapal.claim?.id ?? '' } }
    })
    recorded += await recordAll(deps, changes)
  }
  // Of a row whose outcome cannot be written nothing is known: it waits behind the others, in doubt.
  await apart(claimed, write, (some) => {
    for (const { tapal } of some) outcomes.delete(tapal.id)
  })
  if (recorded < claimed.length) {
    await letGo(deps, claimed)
    await setAside(deps, record, claimed, at)
  }
  // The sweep finds what is parked.
  await unlessAway(async () => {
    for (const endpoint of movedTo) await signalParked(deps, endpoint)
  })
  const all = [...outcomes.values()]
  return {
    delivered: all.filter(({ kind }) => kind === 'delivered' || kind === 'duplicate').length,
    faults: all.filter(isEndpointFault).length,
    reached: all.filter(showsSystemUp).length,
    recorded,
    outcomes,
  }
}

/** What still waits under our claim could not be written: it is tried again at growing waits, and hides no other. */
async function setAside(
  { repositories: { tapals }, random }: DeliveryDeps,
  { backOff }: EndpointRecord,
  claimed: readonly Claimed[],
  at: Date,
): Promise<void> {
  const rows = claimed.flatMap(({ tapal: { id, claim, attempts } }) => {
    const until = new Date(at.getTime() + waitAfter(attempts, backOff, random()))
    return claim ? [{ id, claimId: claim.id, until }] : []
  })
  await tapals.setAside(rows, at)
}

/** The endpoint with its settings open, or null where our key does not open them. */
export function endpointOf({ secrets }: DeliveryDeps, record: EndpointRecord): Endpoint | null {
  try {
    return openedEndpoint(secrets, record)
  } catch {
    return null
  }
}

/** A row that was recalled meanwhile is in nobody's hands any more, so that it can be withdrawn. */
async function letGo({ repositories: { tapals } }: DeliveryDeps, claimed: readonly Claimed[]): Promise<void> {
  const claimIds = new Set(claimed.flatMap(({ tapal }) => tapal.claim?.id ?? []))
  const ids = claimed.map(({ tapal }) => tapal.id)
  for (const claimId of claimIds) await tapals.letGo(claimId, ids)
}

function isFact({ kind }: Outcome): boolean {
  return kind === 'delivered' || kind === 'duplicate' || kind === 'refused'
}

/** Those whose mail was not taken. */
function bouncedOf(some: readonly Claimed[], outcomes: ReadonlyMap<string, Outcome>): BouncedTapal[] {
  return some.flatMap(({ tapal }) => {
    const outcome = outcomes.get(tapal.id)
    return outcome?.kind === 'never' && outcome.cause === 'mail-bounced'
      ? [{ tapal, code: outcome.code }]
      : []
  })
}

function changeOf(
  tapal: Tapal & ClockOwner,
  outcome: Outcome,
  { backOff }: EndpointRecord,
  { at, random, next }: { at: Date; random: number; next: OtherWay | null },
): TapalChange {
  const ownMs = waitAfter(tapal.attempts, backOff, random)
  const change = changeFor(tapal, outcome, at, tapal.attempts, ownMs, next)
  const isLast = backOff.maxAttempts > 0 && tapal.attempts >= backOff.maxAttempts
  return isLast ? lastTryChange(change) : change
}

/** Writes changes that are alike in one update, the others each with its own numbers in one round trip; returns how many. */
export async function recordAll(
  { repositories: { tapals } }: Pick<DeliveryDeps, 'repositories'>,
  changes: readonly OwnChange[],
): Promise<number> {
  // Only rows that still wait for us: an acknowledgement or a recall that came first stands.
  const stillWaiting = { awaitsTry: true } as const
  const alike = groupedBy(changes, ({ change, where }) => JSON.stringify([change, where]))
  const single = [...alike.values()].filter((group) => group.length === 1).flat()
  const groups = [...alike.values()].filter((group) => group.length > 1)
  const counts = await Promise.all([
    tapals.applyEach(single, stillWaiting),
    ...groups.map((group) => {
      const ids = group.map(({ id }) => id)
      return tapals.applyToAll(ids, group[0]!.change, { ...group[0]!.where, ...stillWaiting })
    }),
  ])
  return counts.reduce((sum, count) => sum + count, 0)
}
