// Who may change the directory: the State's administrator all of it; a department's administrator the offices of the
// seats held and all below them; the head of an office, or who stands in while that seat is vacant, its charges.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Office } from '../../../domain/directory/office/office'
import { actsAmong, type Caller, hasRole, heldSeats } from './identity'

type Place = Pick<Office, 'code' | 'path'>
type Seats = Pick<Repositories['seats'], 'byIds' | 'withRoles'>
type Offices = Pick<Repositories['offices'], 'byCode' | 'byCodes'>

export const requireOfficeAdminErrors = ['not-office-admin'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-office-admin` unless the caller administers the office. */
export async function requireOfficeAdmin(
  seats: Pick<Seats, 'byIds'>,
  caller: Caller,
  office: Place,
): Promise<void> {
  if (!(await administers(seats, caller, office))) throw new KcsError('not-office-admin')
}

export const requireAdminOfAllErrors = [
  'not-found',
  'office-unknown',
  ...requireOfficeAdminErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Throws KcsError unless the caller administers all offices: `not-found` where the first does not exist (it is the
 * object of the request), `office-unknown` where another does not, `not-office-admin`.
 */
export async function requireAdminOfAll(
  repositories: { offices: Offices; seats: Seats },
  caller: Caller,
  codes: readonly string[],
): Promise<void> {
  const officesByCode = await repositories.offices.byCodes(codes)
  for (const [index, code] of codes.entries()) {
    const office = officesByCode.get(code)
    if (!office)
      throw index === 0 ? new KcsError('not-found') : new KcsError('office-unknown', { detail: code })
    await requireOfficeAdmin(repositories.seats, caller, office)
  }
}

export const requireAdminOfErrors = [
  'office-unknown',
  ...requireOfficeAdminErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `office-unknown`, or `not-office-admin` unless the caller administers the office. */
export async function requireAdminOf(
  repositories: { offices: Offices; seats: Seats },
  caller: Caller,
  code: string,
): Promise<void> {
  const office = await repositories.offices.byCode(code)
  if (!office) throw new KcsError('office-unknown', { detail: code })
  await requireOfficeAdmin(repositories.seats, caller, office)
}

export const requireOfficeHeadErrors = ['not-office-head'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-office-head` unless the caller is head of the office or administers it. */
export async function requireOfficeHead(seats: Seats, caller: Caller, office: Place): Promise<void> {
  if (!(await headsOrAdministers(seats, caller, office))) throw new KcsError('not-office-head')
}

/** Whether the caller is head of the office, also by standing in while that seat is vacant, or administers it. */
export async function headsOrAdministers(seats: Seats, caller: Caller, office: Place): Promise<boolean> {
  if (caller.kind === 'account') {
    const heads = await seats.withRoles([office.code], ['head'])
    const headSeatsOfCaller = await actsAmong(
      caller,
      heads.map(({ id }) => id),
    )
    if (headSeatsOfCaller.size > 0) return true
  }
  return administers(seats, caller, office)
}

/** Returns whether the caller administers the office of that code, as requireAdminOf checks it. */
export async function administersOffice(
  { offices, seats }: { offices: Offices; seats: Seats },
  caller: Caller,
  code: string,
): Promise<boolean> {
  if (caller.kind !== 'account' || !hasRole(caller, ['admin', 'department-admin'])) return false
  const office = await offices.byCode(code)
  return office !== null && administers(seats, caller, office)
}

/** Whether the caller administers the office: as the State's administrator, or as its department's. */
export async function administers(
  seats: Pick<Seats, 'byIds'>,
  caller: Caller,
  office: Place,
): Promise<boolean> {
  if (caller.kind !== 'account') return false
  if (hasRole(caller, ['admin'])) return true
  if (!hasRole(caller, ['department-admin'])) return false
  // A vacant seat that falls to the caller brings its letters, not the administration of its department.
  const seatsById = await seats.byIds(heldSeats(caller))
  const officeAndAbove = new Set([office.code, ...office.path])
  return [...seatsById.values()].some((seat) => officeAndAbove.has(seat.office))
}
