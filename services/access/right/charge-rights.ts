// Who may decide on employees and their charges: the head of the office of the seat, or an administrator above it.

import type { Repositories } from '../../../database'
import { KcsError } from '../../../domain/common/error'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { Actor } from '../../../domain/letters/tapal/event'
import { allowed, requireOfficeAdmin, requireOfficeHead } from './directory-rights'
import { callerOf, hasRole, heldSeats, type KnownIdentity } from './identity'

type Rooms = Pick<Repositories, 'seats' | 'offices' | 'charges'>

/** How the caller stands in the audit log for a decision on others. */
export function deciderOf(identity: KnownIdentity): Actor {
  return { kind: 'operator', account: callerOf(identity) }
}

/**
 * The seats, if all are there and of offices whose charges are the caller's; the head's own seat is so only for who
 * holds it, and for an administrator: who stands in while it is vacant does not fill it. Throws `seat-unknown`,
 * `not-office-head`, `not-office-admin`.
 */
export async function requireHeadOfSeats(
  rooms: Rooms,
  identity: KnownIdentity,
  ids: readonly string[],
): Promise<Seat[]> {
  const found = await rooms.seats.byIds(ids)
  const seats = ids.map((id) => {
    const seat = found.get(id)
    if (!seat) throw new KcsError('seat-unknown')
    return seat
  })
  for (const office of await placesOf(rooms, seats)) await requireOfficeHead(rooms.seats, identity, office)
  const held = new Set(heldSeats(identity))
  await requireAboveSeats(
    rooms,
    identity,
    seats.filter(({ id }) => !held.has(id)),
  )
  return seats
}

/** Whether the caller decides on the charges of the seat, for screens; the act itself looks again. */
export async function decidesOn(rooms: Rooms, identity: KnownIdentity, seat: string): Promise<boolean> {
  if (identity.kind !== 'account') return false
  if (hasRole(identity, ['admin'])) return true
  // Whoever acts for no seat is head of none, and a department is administered by way of a seat.
  if (heldSeats(identity).length === 0) return false
  return allowed(requireHeadOfSeats(rooms, identity, [seat]))
}

/**
 * Throws `not-office-head` unless the caller decides on every seat that the employee holds now; on one who holds none,
 * whoever is head of an office or administers one may decide, for somebody must enter those who come.
 */
export async function requireHeadOfEmployee(
  rooms: Rooms,
  identity: KnownIdentity,
  pen: string,
  now: Date,
): Promise<Seat[]> {
  const held = await rooms.charges.heldBy(pen, now)
  if (held.length === 0) {
    await requireAnyHead(rooms, identity)
    return []
  }
  return requireHeadOfSeats(rooms, identity, [...new Set(held.map(({ seat }) => seat))])
}

/**
 * As requireHeadOfEmployee, but who holds no seat, or may do more than an officer, is suspended by the State's
 * administrator only.
 */
export async function requireMaySuspend(
  rooms: Rooms & Pick<Repositories, 'accounts'>,
  identity: KnownIdentity,
  pen: string,
  now: Date,
): Promise<void> {
  if (hasRole(identity, ['admin'])) return
  const roles = (await rooms.accounts.rolesOf(pen)) ?? []
  const seats = await requireHeadOfEmployee(rooms, identity, pen, now)
  if (seats.length === 0 || roles.some((role) => role !== 'officer')) throw new KcsError('not-office-head')
}

/** Throws `not-office-head` unless the caller is head of some office or an administrator. */
export async function requireAnyHead(rooms: Rooms, identity: KnownIdentity): Promise<void> {
  if (hasRole(identity, ['admin', 'department-admin'])) return
  const anyHead = async (ids: readonly string[]): Promise<boolean> =>
    [...(await rooms.seats.byIds(ids)).values()].some(({ role }) => role === 'head')
  if (identity.kind === 'account') {
    if (await anyHead(heldSeats(identity))) return
    if (await anyHead((await identity.acting.duties()).map(({ seat }) => seat))) return
  }
  throw new KcsError('not-office-head')
}

/** As requireHeadOfSeats, but a seat of a head is for the administrator above it: no head makes another. */
export async function requireAboveSeats(
  rooms: Rooms,
  identity: KnownIdentity,
  seats: readonly Seat[],
): Promise<void> {
  const heads = seats.filter(({ role }) => role === 'head')
  for (const office of await placesOf(rooms, heads)) await requireOfficeAdmin(rooms.seats, identity, office)
}

/** The offices of the seats; a seat without office, or of one that is gone, is the State's. */
async function placesOf({ offices }: Pick<Rooms, 'offices'>, seats: readonly Seat[]) {
  const codes = [...new Set(seats.map(({ office }) => office))]
  const found = await offices.byCodes(codes)
  return codes.map((code) => found.get(code) ?? { code, path: [] })
}
