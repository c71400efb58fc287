// Who may decide on employees and their charges: the head of the office of the seat, or an administrator above it.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { Actor } from '../../../domain/letters/tapal/event'
import {
  administers,
  headsOrAdministers,
  requireOfficeAdmin,
  requireOfficeAdminErrors,
  requireOfficeHeadErrors,
} from './directory-rights'
import { type Caller, callerKeyOf, hasRole, heldSeats } from './identity'

type Directory = Pick<Repositories, 'seats' | 'offices' | 'charges'>

/** The caller as the audit log names who decides on others. */
export function deciderOf(caller: Caller): Actor {
  return { kind: 'operator', account: callerKeyOf(caller) }
}

export const requireHeadOfSeatsErrors = [
  'seat-unknown',
  ...requireOfficeHeadErrors,
  ...requireOfficeAdminErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the seats if the caller decides on the charges of their offices. The head's own seat is for who holds it and
 * for an administrator: who stands in while it is vacant does not fill it. Throws KcsError `seat-unknown`,
 * `not-office-head`, `not-office-admin`.
 */
export async function requireHeadOfSeats(
  directory: Directory,
  caller: Caller,
  ids: readonly string[],
): Promise<Seat[]> {
  const { seats, refusal } = await decisionOn(directory, caller, ids)
  if (refusal === 'unknown') throw new KcsError('seat-unknown')
  if (refusal === 'no-head') throw new KcsError('not-office-head')
  if (refusal === 'no-admin') throw new KcsError('not-office-admin')
  return seats
}

/** Returns whether the caller decides on the charges of the seat, as requireHeadOfSeats checks it. */
export async function decidesOn(directory: Directory, caller: Caller, seat: string): Promise<boolean> {
  if (caller.kind !== 'account') return false
  if (hasRole(caller, ['admin'])) return true
  // Whoever holds no seat is head of none, and a department is administered by way of a seat.
  if (heldSeats(caller).length === 0) return false
  return (await decisionOn(directory, caller, [seat])).refusal === null
}

interface Decision {
  seats: Seat[]
  /** Why the caller does not decide; null where the caller does. */
  refusal: 'unknown' | 'no-head' | 'no-admin' | null
}

async function decisionOn(directory: Directory, caller: Caller, ids: readonly string[]): Promise<Decision> {
  const seatsById = await directory.seats.byIds(ids)
  const seats = ids.flatMap((id) => seatsById.get(id) ?? [])
  if (seats.length < ids.length) return { seats, refusal: 'unknown' }
  for (const office of await officesOf(directory, seats))
    if (!(await headsOrAdministers(directory.seats, caller, office))) return { seats, refusal: 'no-head' }

  const own = new Set(heldSeats(caller))
  const othersHeads = seats.filter(({ id, role }) => role === 'head' && !own.has(id))
  for (const office of await officesOf(directory, othersHeads))
    if (!(await administers(directory.seats, caller, office))) return { seats, refusal: 'no-admin' }
  return { seats, refusal: null }
}

export const requireHeadOfEmployeeErrors = requireHeadOfSeatsErrors

/**
 * Returns the seats that the employee holds now. Throws KcsError `not-office-head` unless the caller decides on all of
 * them; on an employee without a seat whoever is head of an office or an administrator decides, for somebody must enter
 * new employees.
 */
export async function requireHeadOfEmployee(
  directory: Directory,
  caller: Caller,
  pen: string,
  now: Date,
): Promise<Seat[]> {
  const charges = await directory.charges.heldBy(pen, now)
  if (charges.length === 0) {
    await requireAnyHead(directory, caller)
    return []
  }
  return requireHeadOfSeats(directory, caller, [...new Set(charges.map(({ seat }) => seat))])
}

/** Returns whether the caller decides on the employee, as requireHeadOfEmployee checks it. */
export async function decidesOnEmployee(
  directory: Directory,
  caller: Caller,
  pen: string,
  now: Date,
): Promise<boolean> {
  const charges = await directory.charges.heldBy(pen, now)
  if (charges.length === 0) return isAnyHead(directory, caller)
  const seats = [...new Set(charges.map(({ seat }) => seat))]
  return (await decisionOn(directory, caller, seats)).refusal === null
}

export const requireMaySuspendErrors = requireHeadOfEmployeeErrors

/**
 * As requireHeadOfEmployee, but an employee who holds no seat, or may do more than an officer, is suspended by the
 * State's administrator only.
 */
export async function requireMaySuspend(
  directory: Directory & Pick<Repositories, 'accounts'>,
  caller: Caller,
  pen: string,
  now: Date,
): Promise<void> {
  if (hasRole(caller, ['admin'])) return
  const roles = (await directory.accounts.rolesOf(pen)) ?? []
  const seats = await requireHeadOfEmployee(directory, caller, pen, now)
  if (seats.length === 0 || roles.some((role) => role !== 'officer')) throw new KcsError('not-office-head')
}

export const requireAnyHeadErrors = requireOfficeHeadErrors

/** Throws KcsError `not-office-head` unless the caller is head of some office or an administrator. */
export async function requireAnyHead(directory: Pick<Directory, 'seats'>, caller: Caller): Promise<void> {
  if (!(await isAnyHead(directory, caller))) throw new KcsError('not-office-head')
}

async function isAnyHead({ seats }: Pick<Directory, 'seats'>, caller: Caller): Promise<boolean> {
  if (caller.kind !== 'account') return false
  if (hasRole(caller, ['admin', 'department-admin'])) return true
  const anyHead = async (ids: readonly string[]): Promise<boolean> =>
    [...(await seats.byIds(ids)).values()].some(({ role }) => role === 'head')
  return (await anyHead(heldSeats(caller))) || anyHead((await caller.acting.duties()).map(({ seat }) => seat))
}

export const requireAboveSeatsErrors = requireOfficeAdminErrors

/** As requireHeadOfSeats, but a seat of a head is for the administrator above it: no head makes another. */
export async function requireAboveSeats(
  directory: Directory,
  caller: Caller,
  seats: readonly Seat[],
): Promise<void> {
  const heads = seats.filter(({ role }) => role === 'head')
  for (const office of await officesOf(directory, heads))
    await requireOfficeAdmin(directory.seats, caller, office)
}

/** The offices of the seats; a seat without office, or of an office that no longer exists, is the State's. */
async function officesOf({ offices }: Pick<Directory, 'offices'>, seats: readonly Seat[]) {
  const codes = [...new Set(seats.map(({ office }) => office))]
  const officesByCode = await offices.byCodes(codes)
  return codes.map((code) => officesByCode.get(code) ?? { code, path: [] })
}
