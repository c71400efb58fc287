// Who may see a tapal, and who may act on it.

import type { Repositories } from '../../../../database'
import { KcsError } from '../../../../domain/common/error'
import { canMove } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { actsAmong, type KnownIdentity } from '../../../../services/access/right/identity'
import { reachOf, seesTapal } from '../../../../services/access/right/rights'
import type { TapalAnswer } from './schema'

/** The tapal, if it is there and the caller's to see. Throws KcsError `tapal-unknown`. */
export async function requireTapal(
  repositories: Repositories,
  identity: KnownIdentity,
  id: string,
): Promise<Tapal> {
  const [tapal, reach] = await Promise.all([
    repositories.tapals.byId(id),
    reachOf(repositories.seats, identity),
  ])
  if (!tapal || !(await seesTapal(identity, reach, tapal))) throw new KcsError('tapal-unknown')
  return tapal
}

/** Seats that may act on the tapal: the addressed one, and those it escalated to. */
function actingSeats(tapal: Tapal): string[] {
  return [tapal.seat, ...tapal.escalatedTo]
}

/** Throws KcsError `seat-not-held` unless the caller may act on the tapal in the name of the seat. */
export async function requireActingSeat(identity: KnownIdentity, tapal: Tapal, seat: string): Promise<void> {
  const may =
    identity.kind === 'account'
      ? (await actsAmong(identity, [seat])).has(seat)
      : identity.agent.offices.includes(tapal.office)
  if (!may || !actingSeats(tapal).includes(seat)) throw new KcsError('seat-not-held')
}

/** Of all the seats that may act on the tapals those the caller acts for; what `actsOn` is asked with. */
export function actingOn(identity: KnownIdentity, tapals: readonly Tapal[]): Promise<ReadonlySet<string>> {
  return actsAmong(identity, tapals.flatMap(actingSeats))
}

/** What the caller can do with the tapal in its state. */
export function actsOn(
  identity: KnownIdentity,
  acting: ReadonlySet<string>,
  tapal: Tapal,
): TapalAnswer['acts'] {
  const holds =
    identity.kind === 'account'
      ? actingSeats(tapal).some((seat) => acting.has(seat))
      : identity.agent.offices.includes(tapal.office)
  // What has not arrived can be taken by those who have it all the same, but nobody is asked to.
  if (!holds || tapal.state === 'routed') return []
  return [
    ...(canMove(tapal.state, 'acknowledged') ? (['acknowledgement'] as const) : []),
    ...(canMove(tapal.state, 'opened') ? (['opening'] as const) : []),
    ...(canMove(tapal.state, 'refused') ? (['refusal'] as const) : []),
  ]
}
