// Tapals whose endpoint is gone, or paused for longer than their office allows, go on by another way that takes them.

import { slicesOf } from '../../../domain/common/item/slices'
import { nextWay } from '../../../domain/directory/office/profile'
import { nextWayChange } from '../../../domain/letters/tapal/next-way-change'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import { signalParked } from '../endpoint/tell'
import type { DeliveryDeps } from './deps'
import { readWays, type WayfaringTapal, type WayOfTapals, waysOfTapals } from './ways'

type Deps = Pick<DeliveryDeps, 'repositories' | 'now'> & {
  runs: Pick<DeliveryDeps['runs'], 'signalWithStart'>
}

const KCS = { kind: 'kcs' } as const

/** Offices looked at together. */
const OFFICES_AT_ONCE = 500

/**
 * Moves tapals of an endpoint that is gone: parked for the run that owns the other endpoint, so that nothing else that
 * their lane still waits for holds them up. Only those that nobody has in hand but the holder of the claim. Safe to repeat.
 * Returns how many have no other way.
 */
export async function moveFromGone(
  deps: Deps,
  tapals: readonly WayfaringTapal[],
  { endpoint, claimId }: { endpoint: string; claimId: string },
): Promise<number> {
  if (tapals.length === 0) return 0
  const at = deps.now()
  let withoutWay = tapals.length
  for (const { way, ids } of await nextWays(deps, endpoint, tapals, at)) {
    withoutWay -= ids.length
    const change = nextWayChange(way, { cause: 'next-way-gone', actor: KCS, at })
    const free = { state: UNDELIVERED_STATES, awaitsTry: true, heldBy: claimId } as const
    await deps.repositories.tapals.applyToAll(ids, change, free)
    // Should we die before this line, the sweep finds what is parked.
    await signalParked(deps, way.endpoint)
  }
  return withoutWay
}

/**
 * Moves what is parked at an endpoint and must not wait there any longer, office by office. What the system may have is
 * left: it waits until the system can be asked. Safe to repeat.
 */
export async function moveParked(deps: Deps, endpoint: string): Promise<void> {
  const { tapals } = deps.repositories
  const parkedOffices = await tapals.parkedOffices(endpoint)
  for (const codes of slicesOf(parkedOffices, OFFICES_AT_ONCE)) {
    const { profileOf, standing } = await readWays(deps.repositories, { codes, also: endpoint }, deps.now())
    const leaving = codes.filter((code) => nextWay(profileOf(code), endpoint, standing) !== null)
    if (leaving.length === 0) continue
    for await (const letters of tapals.parkedLetters(endpoint, leaving)) {
      const at = deps.now()
      for (const { way, ids } of await nextWays(deps, endpoint, letters, at)) {
        const change = nextWayChange(way, { cause: 'next-way-paused', actor: KCS, at })
        await tapals.changeParked(endpoint, ids, change)
        await signalParked(deps, way.endpoint)
      }
    }
  }
}

/** The other ways of these tapals. */
function nextWays(
  { repositories }: Deps,
  endpoint: string,
  tapals: readonly WayfaringTapal[],
  now: Date,
): Promise<WayOfTapals[]> {
  return waysOfTapals(repositories, { tapals, also: endpoint }, now, (profile, standing, letter) =>
    nextWay(profile, endpoint, standing, letter),
  )
}
