// What a caller may act for and see, by the seats held now or the offices its key serves.

import type { Repositories } from '../../database'
import type { Dispatch } from '../../domain/dispatch/record'
import { KcsError } from '../../domain/errors'
import type { Seat } from '../../domain/office/seat'
import type { Tapal } from '../../domain/tapal/tapal'
import { hasRole, type KnownIdentity } from './identity'

/** What of the caller's rights a question about one object needs. */
export interface Reach {
  offices: ReadonlySet<string>
  seats: ReadonlySet<string>
  /** Operators see where every letter is stuck, but not the letters. */
  operator: boolean
}

/** Looks up the offices of the seats held; one read for accounts, none for agents. */
export async function reachOf(seats: Repositories['seats'], identity: KnownIdentity): Promise<Reach> {
  if (identity.kind === 'agent')
    return { offices: new Set(identity.agent.offices), seats: new Set(), operator: false }
  const held = await seats.byIds(identity.seats)
  const offices = [...held.values()].map(({ office }) => office).filter((office) => office !== '')
  return {
    offices: new Set(offices),
    seats: new Set(identity.seats),
    operator: hasRole(identity, ['operator', 'admin']),
  }
}

/** Whether the caller acts for the seat now. */
export function actsFor(identity: KnownIdentity, seat: Pick<Seat, 'id' | 'office'>): boolean {
  return identity.kind === 'account'
    ? identity.seats.includes(seat.id)
    : seat.office !== '' && identity.agent.offices.includes(seat.office)
}

/** Throws KcsError `seat-not-held` unless the caller acts for the seat now. */
export function requireSeat(identity: KnownIdentity, seat: Pick<Seat, 'id' | 'office'>): void {
  if (!actsFor(identity, seat)) throw new KcsError('seat-not-held')
}

/** Throws KcsError `seat-not-held` or `office-not-served` unless the office is one of the caller's. */
export function requireOffice(identity: KnownIdentity, reach: Reach, office: string): void {
  if (!reach.offices.has(office))
    throw new KcsError(identity.kind === 'agent' ? 'office-not-served' : 'seat-not-held')
}

/** Whether the tapal is the caller's to see: of the sending or receiving office, or of a seat it escalated to. */
export function seesTapal(reach: Reach, tapal: Tapal): boolean {
  return (
    reach.operator ||
    reach.offices.has(tapal.sender.office) ||
    reach.offices.has(tapal.office) ||
    tapal.escalatedTo.some((seat) => reach.seats.has(seat))
  )
}

/** Whether the dispatch is the caller's to see. */
export function seesDispatch(reach: Reach, dispatch: Dispatch): boolean {
  return reach.operator || reach.offices.has(dispatch.sender.office)
}
