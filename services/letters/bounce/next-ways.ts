// By which ways tapals go on whose mail did not arrive: one rule, for a mail that came back and one that was not taken.

import type { Repositories } from '../../../database'
import { type OtherWay, otherWay } from '../../../domain/directory/office/profile'
import { isOfAddress, statusOfCode } from '../../../domain/letters/bounce/report'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { groupedBy } from '../../../domain/common/item/grouped'
import { type WayfaringTapal, waysOfTapals } from '../delivery/ways'

/** A tapal and the code of its bounce. */
export interface BouncedTapal {
  tapal: WayfaringTapal & Pick<Tapal, 'seat' | 'endpoint'>
  code: string
}

/**
 * The next way of each, by its id. Left out are those that wait for the operator: there is no other way, or the code speaks of
 * the mail or of us as a sender, which may be so for all letters at once. Reads nothing where all wait.
 */
export async function nextWaysOfBounced(
  repositories: Pick<Repositories, 'offices' | 'endpoints' | 'dispatches'>,
  bounced: readonly BouncedTapal[],
  now: Date,
): Promise<Map<string, OtherWay>> {
  const waysById = new Map<string, OtherWay>()
  const moving = bounced.filter(({ tapal, code }) => tapal.seat !== '' && isOfAddress(statusOfCode(code)))
  for (const [endpoint, group] of groupedBy(moving, ({ tapal }) => tapal.endpoint)) {
    const tapals = group.map(({ tapal }) => tapal)
    const groups = await waysOfTapals(
      repositories,
      { tapals, also: endpoint },
      now,
      (profile, standing, letter) => otherWay(profile, endpoint, standing, letter),
    )
    for (const { way, ids } of groups) for (const id of ids) waysById.set(id, way)
  }
  return waysById
}
