// Draining rows: claim, hand over, mark, go on past a bad sibling; endpoints do not wait for each other.

import type { ClaimAnswer, Claimed, Drain } from '../../../database/letters/tapal/claims'
import { groupedBy } from '../../../domain/common/item/grouped'
import { FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import { cardOf } from '../../../domain/letters/systems'
import type { DeliveryDeps } from './deps'
import { CLAIM_MS, underClaim } from './hold'
import { MUCH } from './pace'
import { parcelBuilder } from './parcels'
import { type Drainage, serveEndpoint } from './serve-endpoint'
import { sideBySide } from './side-by-side'
import { type DrainResult, newTally } from './tally'

/** Endpoints served side by side in one lane. */
const ENDPOINTS_AT_ONCE = 20

export interface DrainControls extends Pick<Drainage, 'beat'> {
  claimId: string
}

/** Drains until nothing is due. Throws what `beat` throws, and the fault of a connector that is not set up. */
export async function drainRows(
  deps: DeliveryDeps,
  drain: Drain,
  limit: number,
  { claimId, ...controls }: DrainControls,
): Promise<DrainResult> {
  const parkedOnly = 'endpoint' in drain
  // Rows come into these while they are drained; a lane is whole from its beginning.
  const grows = parkedOnly || drain.shard === FALLBACK_SHARD
  // To look for other endpoints would be to read the whole lane: where there is one, its turn is waited for.
  const hasOneEndpoint = parkedOnly || cardOf(drain.mechanism).reached === 'inside'
  const tally = newTally()
  const drainage: Drainage = { ...controls, parkedOnly, isLittle: false, build: parcelBuilder(deps), tally }
  let isMuch = false
  const servings = sideBySide()
  try {
    for (let turn = 0; ; turn += 1) {
      controls.beat()
      const busyEndpoints = servings.keys()
      if (tally.stopped && busyEndpoints.length === 0) return tally
      if (hasOneEndpoint && busyEndpoints.length > 0) {
        await servings.one()
        continue
      }
      const claim = `${claimId}:${turn}`
      const next = (): Promise<ClaimAnswer> =>
        claimRows(deps, drain, deps.pace.rows(limit), claim, busyEndpoints)
      const answer: ClaimAnswer = await (isMuch ? deps.pace.much(next) : next())
      const { claimed, waitUntil, all } = answer
      isMuch = claimed.length >= MUCH
      drainage.isLittle = all && !grows
      tally.unsettled += claimed.length
      for (const [endpoint, group] of byEndpoint(claimed)) {
        const ids = group.map(({ tapal }) => tapal.id)
        const serving = { endpoint, claimId: claim, claimed: group }
        servings.begin(endpoint, () =>
          underClaim(deps, claim, ids, () => serveEndpoint(deps, drainage, serving)),
        )
      }
      // The whole lane came in one claim: when all of it is settled, nobody has to look at the rows again.
      if (all && !grows && claimed.length > 0) {
        await servings.all()
        servings.throwFault()
        if (tally.unsettled === 0) return tally
        continue
      }
      servings.throwFault()
      const open = servings.keys().length
      // Only a look at all endpoints tells that nothing is left.
      if (open === 0 && busyEndpoints.length === 0) return { ...tally, waitUntil }
      if (open > 0 && (claimed.length === 0 || open >= ENDPOINTS_AT_ONCE)) await servings.one()
    }
  } finally {
    await servings.all()
  }
}

async function claimRows(
  { repositories, now }: DeliveryDeps,
  drain: Drain,
  limit: number,
  claimId: string,
  not: readonly string[],
): Promise<ClaimAnswer> {
  const at = now()
  const until = new Date(at.getTime() + CLAIM_MS)
  return repositories.tapals.claim(drain, { claimId, now: at, until, limit, not })
}

function byEndpoint(claimed: readonly Claimed[]): Map<string, Claimed[]> {
  return groupedBy(claimed, ({ tapal }) => tapal.endpoint)
}
