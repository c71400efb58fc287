// Draining rows: claim, hand over, mark, go on past a bad sibling; endpoints do not wait for each other.

import type { Claimed, Drain } from '../../../database/letters/tapal/claims'
import { FALLBACK_MECHANISM, FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import type { OutcomeKind } from '../../../domain/letters/delivery/outcome'
import { KcsError } from '../../../domain/common/error'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ActivityDeps } from '../../../activities/ports'
import { fallBack, parkAt } from './endpoint-trouble'
import { type BatchResult, handOver } from './hand-over'
import { CLAIM_MS, underClaim } from './hold'
import { parcelBuilder } from './parcels'

/** Endpoints served side by side in one lane. */
const ENDPOINTS_AT_ONCE = 20

const SETTLING: ReadonlySet<OutcomeKind> = new Set(['delivered', 'duplicate', 'refused', 'never'])
const REACHING: ReadonlySet<OutcomeKind> = new Set([...SETTLING, 'handed-over'])

export interface DrainResult {
  delivered: number
  parked: number
  /** Dispatches of which less is owed than before, or whose clocks have started. */
  touched: Set<string>
  /** Tapals that the system has taken into its hands or turned down: it is up. */
  reached: number
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
    touched: new Set(),
    reached: 0,
    waitUntil: null,
    faults: 0,
  }
  const build = parcelBuilder(deps)
  const busy = new Map<string, Promise<void>>()
  const parkedOnly = 'endpoint' in drain
  // Rows come into these while they are drained; a lane is whole from its beginning.
  const grows = parkedOnly || drain.shard === FALLBACK_SHARD
  let unsettled = 0
  const broken: unknown[] = []
  try {
    for (let turn = 0; ; turn += 1) {
      controls.beat()
      if (controls.stopAtFault && result.faults > 0 && busy.size === 0) return result
      const now = deps.now()
      const beingServed = [...busy.keys()]
      const { claimed, waitUntil, all } = await deps.repositories.tapals.claim(drain, {
        claimId: `${controls.claimId}:${turn}`,
        now,
        until: new Date(now.getTime() + CLAIM_MS),
        limit,
        not: beingServed,
      })
      unsettled += claimed.length
      for (const [endpointId, group] of byEndpoint(claimed)) {
        // Kept and thrown in the next turn: a rejection nobody waits for would end the whole process.
        const claimId = `${controls.claimId}:${turn}`
        const ids = group.map(({ tapal }) => tapal.id)
        const work = underClaim(deps, claimId, ids, () => serve(endpointId, group, claimId))
          .catch((error: unknown) => void broken.push(error))
          .finally(() => busy.delete(endpointId))
        busy.set(endpointId, work)
      }
      if (all && !grows && claimed.length > 0) {
        await Promise.all(busy.values())
        if (broken.length > 0) throw broken[0]
        if (unsettled === 0) return result
        continue
      }
      if (broken.length > 0) throw broken[0]
      if (busy.size === 0) {
        // Only a look at all endpoints tells that nothing is left.
        if (beingServed.length === 0) return { ...result, waitUntil }
        continue
      }
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
    if (!record || record.state === 'gone') {
      if (endpointId !== FALLBACK_MECHANISM) return moveAway(group.map(({ tapal }) => tapal))
      // Nothing stands behind the last resort: tried again until an operator has set it up.
      await release(group)
      throw new KcsError('endpoint-unknown', { detail: FALLBACK_MECHANISM })
    }
    if (record.state === 'paused' && !parkedOnly) {
      await release(group)
      result.parked += await parkAt(deps, endpointId)
      return
    }
    const size = deps.connectors[record.mechanism].batchSize
    const slice = Math.max(1, size * record.concurrency)
    for (let from = 0; from < group.length; from += slice) {
      controls.beat()
      const part = group.slice(from, from + slice)
      const outcome = await handOver(deps, record, part, build)
      result.delivered += outcome.delivered
      result.faults += outcome.faults
      if (outcome.recorded === part.length && part.every(({ tapal }) => isSettled(outcome, tapal.id)))
        unsettled -= part.length
      for (const { tapal } of part) {
        const kind = outcome.outcomes.get(tapal.id)?.kind
        if (kind && SETTLING.has(kind)) result.touched.add(tapal.dispatch)
        if (kind && REACHING.has(kind)) result.reached += 1
      }
      if (outcome.endpoint === 'open' && !(controls.stopAtFault && outcome.faults > 0)) continue
      await release(group.slice(from + slice))
      if (outcome.endpoint === 'paused' && !parkedOnly) result.parked += await parkAt(deps, endpointId)
      if (outcome.endpoint === 'gone') await moveAway(group.slice(from).map(({ tapal }) => tapal))
      return
    }
  }

  function moveAway(tapals: readonly Tapal[]): Promise<void> {
    return fallBack(deps, tapals, parkedOnly ? 'parked' : 'lane')
  }
}

function isSettled({ outcomes }: BatchResult, tapalId: string): boolean {
  const outcome = outcomes.get(tapalId)
  return outcome !== undefined && SETTLING.has(outcome.kind)
}

function byEndpoint(claimed: readonly Claimed[]): Map<string, Claimed[]> {
  const groups = new Map<string, Claimed[]>()
  for (const one of claimed) groups.set(one.tapal.endpoint, [...(groups.get(one.tapal.endpoint) ?? []), one])
  return groups
}
