// Who may see what is open in a seat, and give and take it.

import type { Repositories } from '../../../../database'
import { isKcsError, KcsError } from '../../../../domain/common/error'
import type { Handover } from '../../../../domain/directory/handover/handover'
import type { Seat } from '../../../../domain/directory/seat/seat'
import { requireHeadOfSeats } from '../../../../services/access/right/charge-rights'
import {
  type AccountIdentity,
  heldSeats,
  type KnownIdentity,
} from '../../../../services/access/right/identity'
import { actsFor } from '../../../../services/access/right/rights'

/** The seat, if the caller acts for it or decides on its charges. Throws KcsError `seat-not-held`. */
export async function requireInsight(
  repositories: Repositories,
  identity: KnownIdentity,
  id: string,
): Promise<Seat> {
  const seat = await repositories.seats.byId(id)
  if (!seat) throw new KcsError('seat-not-held')
  if (await actsFor(identity, seat)) return seat
  try {
    await requireHeadOfSeats(repositories, identity, [id])
  } catch (error) {
    if (isKcsError(error)) throw new KcsError('seat-not-held')
    throw error
  }
  return seat
}

/** The handover, if the caller gave it, was given it, or has insight into the seat. Throws KcsError `not-found`. */
export async function requireHandover(
  repositories: Repositories,
  identity: KnownIdentity,
  id: string,
): Promise<Handover> {
  const handover = await repositories.handovers.byId(id)
  if (!handover) throw new KcsError('not-found')
  const who = identity.kind === 'account' ? identity.account.employee : null
  if (who !== null && [handover.from, handover.to, handover.givenBy].includes(who)) return handover
  await requireInsight(repositories, identity, handover.seat).catch((error: unknown) => {
    throw isKcsError(error) ? new KcsError('not-found') : error
  })
  return handover
}

/** Persons hand over, under their own login; a filing system does not. Throws KcsError `forbidden`. */
export function requirePerson(identity: KnownIdentity): AccountIdentity {
  if (identity.kind !== 'account') throw new KcsError('forbidden')
  return identity
}

/** Throws KcsError `seat-not-held` unless the caller holds the seat; standing in for a vacant one is not enough. */
export function requireHolder(identity: KnownIdentity, seat: string): AccountIdentity {
  const person = requirePerson(identity)
  if (!heldSeats(person).includes(seat)) throw new KcsError('seat-not-held')
  return person
}
