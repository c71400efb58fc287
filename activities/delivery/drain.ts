// Draining rows: claim, hand over, mark, go on past a bad sibling; endpoints do not wait for each other.

import type { Claimed, Drain } from '../../database/tapals/claims'
import type { LaneSummary } from '../../domain/dispatch/dispatch'
import type { Tapal } from '../../domain/tapal/tapal'
import type { ActivityDeps } from '../ports'
import { fallBack, parkAt } from './endpoint-trouble'
import { handOver } from './hand-over'
import { parcelBuilder } from './parcels'

/** Longer than the longest honest call of a connector; after it the tapal is in doubt. */
const CLAIM_MS = 45_000
/** Endpoints served side by side in one lane. */
const ENDPOINTS_AT_ONCE = 20

export interface DrainResult {
  delivered: number
  parked: number
  /** Lanes that tapals were moved to, by dispatch. */
  moved: Map<string, LaneSummary[]>
  /** Dispatches whose tapals were delivered. */
  touched: Set<string>
  /** When the earliest waiting row may be tried; null when no row is left. */
  waitUntil: Date | null
  /** A fault was met at the endpoint. */
  faults: number
}

export interface DrainControls {
  claimId: string
  /** Called after each step; throws when the work is to stop. */
  beat(): void
  /** Stops at the first fault, so that a system just back is not run over. */
  stopAtFault: boolean
}

/** Drains until nothing is due. */
export async function drainRows(
  deps: ActivityDeps,
  drain: Drain,
  limit: number,
  controls: DrainControls,
): Promise<DrainResult> {
  const result: DrainResult = {
    delivered: 0,
    parked: 0,
    moved: new Map(),
    touched: new Set(),
    waitUntil: null,
    faults: 0,
  }
  const build = parcelBuilder(deps)
  const busy = new Map<string, Promise<void>>()
  try {
    for (let turn = 0; ; turn += 1) {
      controls.beat()
      if (controls.stopAtFault && result.faults > 0 && busy.size === 0) return result
      const now = deps.now()
      const { claimed, waitUntil } = await deps.repositories.tapals.claim(drain, {
        claimId: `${controls.claimId}:${turn}`,
        now,
        until: new Date(now.getTime() + CLAIM_MS),
        limit,
        not: [...busy.keys()],
      })
      for (const [endpointId, group] of byEndpoint(claimed)) {
        const work = serve(endpointId, group, `${controls.claimId}:${turn}`).finally(() =>
          busy.delete(endpointId),
        )
        busy.set(endpointId, work)
      }
      if (busy.size === 0) return { ...result, waitUntil }
      if (claimed.length === 0 || busy.size >= ENDPOINTS_AT_ONCE) await Promise.race(busy.values())
    }
  } finally {
    await Promise.allSettled(busy.values())
  }

  async function serve(endpointId: string, group: readonly Claimed[], claimId: string): Promise<void> {
    const { tapals, endpoints } = deps.repositories
    const release = (some: readonly Claimed[]) =>
      tapals.release(
        claimId,
        some.map(({ tapal }) => tapal.id),
      )
    const record = await endpoints.byId(endpointId)
    if (!record || record.state === 'gone') return moveAway(group.map(({ tapal }) => tapal))
    if (record.state === 'paused' && !('endpoint' in drain)) {
      await release(group)
      result.parked += await parkAt(deps, endpointId)
      return
    }
    const size = deps.connectors[record.mechanism].traits.batchSize
    const slice = Math.max(1, size * record.concurrency)
    for (let from = 0; from < group.length; from += slice) {
      controls.beat()
      const part = group.slice(from, from + slice)
      const outcome = await handOver(deps, record, part, build)
      result.delivered += outcome.delivered
      result.faults += outcome.faults
      for (const { tapal } of part)
        if (['delivered', 'duplicate'].includes(outcome.outcomes.get(tapal.id)?.kind ?? ''))
          result.touched.add(tapal.dispatch)
      if (outcome.endpoint === 'open' && !(controls.stopAtFault && outcome.faults > 0)) continue
      await release(group.slice(from + slice))
      if (outcome.endpoint === 'paused') result.parked += await parkAt(deps, endpointId)
      if (outcome.endpoint === 'gone') await moveAway(group.slice(from).map(({ tapal }) => tapal))
      return
    }
  }

  async function moveAway(tapals: readonly Tapal[]): Promise<void> {
    for (const [dispatch, lanes] of await fallBack(deps, tapals)) result.moved.set(dispatch, lanes)
  }
}

function byEndpoint(claimed: readonly Claimed[]): Map<string, Claimed[]> {
  const groups = new Map<string, Claimed[]>()
  for (const one of claimed) groups.set(one.tapal.endpoint, [...(groups.get(one.tapal.endpoint) ?? []), one])
  return groups
}
