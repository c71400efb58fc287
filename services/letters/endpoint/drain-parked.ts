// Delivers what is parked at an endpoint that answers again, and reopens it.

import { LONGEST_PROBE_WAIT_MS } from '../../../domain/letters/endpoint/endpoint'
import { isCalled } from '../../../domain/letters/systems'
import type { DeliveryDeps } from '../delivery/deps'
import { drainRows } from '../delivery/drain'
import type { DrainResult } from '../delivery/tally'
import { signalDelivered } from '../dispatch/tell'

export interface DrainReport {
  delivered: number
  /** Tapals still parked. */
  left: number
  /** Faults that the endpoint met again. */
  faults: number
  /** It is worth looking again at once. */
  goesOn: boolean
  /** Otherwise, how long the earliest of what is left waits; null where the endpoint has to be probed first. */
  waitMs: number | null
}

/** Rows claimed at a time, so that a system just back is loaded gently. */
const GENTLE = 20

/** Shortest wait for what is left, so that clocks that differ a little do not spin. */
const SHORTEST_WAIT_MS = 1_000

/**
 * Delivers urgent and oldest letters first, and tells each dispatch. A letter that fails waits its own time and holds up
 * no other; several in a row stop the drain. Opens the endpoint when something went through or nothing is left.
 */
export async function drainParked(
  deps: DeliveryDeps,
  { endpoint }: { endpoint: string },
  controls: { claimId: string; beat(): void },
): Promise<DrainReport> {
  const { tapals, endpoints } = deps.repositories
  const drain = { endpoint, parked: true } as const
  const result = await drainRows(deps, drain, await limitOf(deps, endpoint), controls)
  const { touched, faults, reached, delivered, stopped } = result
  for (const dispatch of touched) {
    controls.beat()
    await signalDelivered(deps, dispatch)
  }
  const stillParked = (await tapals.parked(endpoint)).count
  const isBack = reached > 0 || (stillParked === 0 && faults === 0)
  if (isBack && stopped !== 'down') await reopen(deps, endpoint)
  const notBefore = stopped === 'busy' ? ((await endpoints.byId(endpoint))?.notBefore ?? null) : null
  return { delivered, left: stillParked, faults, ...whatNext(result, notBefore, stillParked, deps.now()) }
}

/** What lies inside KCS is taken in one call, however many. */
async function limitOf({ repositories, connectors }: DeliveryDeps, endpoint: string): Promise<number> {
  const record = await repositories.endpoints.byId(endpoint)
  return record === null || isCalled(record.mechanism) ? GENTLE : connectors[record.mechanism].batchSize
}

function whatNext(
  { reached, stopped, waitUntil }: DrainResult,
  notBefore: Date | null,
  left: number,
  now: Date,
): Pick<DrainReport, 'goesOn' | 'waitMs'> {
  const waitMs = (until: Date): number => Math.max(SHORTEST_WAIT_MS, until.getTime() - now.getTime())
  if (notBefore !== null) return { goesOn: false, waitMs: waitMs(notBefore) }
  if (left === 0 || reached > 0 || stopped === 'operator' || stopped === 'full')
    return { goesOn: true, waitMs: null }
  if (waitUntil === null) return { goesOn: false, waitMs: null }
  return { goesOn: false, waitMs: Math.min(LONGEST_PROBE_WAIT_MS, waitMs(waitUntil)) }
}

/** Opens it, unless an operator's pause holds; what was set aside meanwhile is tried once more. */
async function reopen({ repositories, now }: DeliveryDeps, endpoint: string): Promise<void> {
  const at = now()
  if (!(await repositories.endpoints.open(endpoint, 'kcs', at))) return
  await repositories.tapals.dueNow(endpoint, at)
}
