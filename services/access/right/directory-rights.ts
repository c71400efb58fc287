// Who may change the directory: the State's admin all of it, a department's admin the offices of the seats held and all
// below them, the head of an office, or who stands in while that seat is vacant, the charges of that office.

import type { Repositories } from '../../../database'
import { KcsError } from '../../../domain/common/error'
import type { Office } from '../../../domain/directory/office/office'
import { actsAmong, hasRole, heldSeats, type KnownIdentity } from './identity'

type Place = Pick<Office, 'code' | 'path'>
type Seats = Pick<Repositories['seats'], 'byIds' | 'withRoles'>

/** Throws KcsError `not-office-admin` unless the caller administers the office. */
export async function requireOfficeAdmin(
  seats: Seats,
  identity: KnownIdentity,
  office: Place,
): Promise<void> {
  if (!(await administers(seats, identity, office))) throw new KcsError('not-office-admin')
}

/** Whether a right is given; faults of another kind than a refusal are thrown. */
export async function allowed(right: Promise<unknown>): Promise<boolean> {
  try {
    await right
    return true
  } catch (error) {
    if (error instanceof KcsError && REFUSALS.includes(error.code)) return false
    throw error
  }
}

const REFUSALS: readonly string[] = ['not-office-admin', 'not-office-head']

/** Throws KcsError `not-office-head` unless the caller is head of the office or administers it. */
export async function requireOfficeHead(seats: Seats, identity: KnownIdentity, office: Place): Promise<void> {
  if (identity.kind === 'account') {
    const heads = await seats.withRoles([office.code], ['head'])
    const mine = await actsAmong(
      identity,
      heads.map(({ id }) => id),
    )
    if (mine.size > 0) return
  }
  if (!(await administers(seats, identity, office))) throw new KcsError('not-office-head')
}

async function administers(seats: Seats, identity: KnownIdentity, office: Place): Promise<boolean> {
  if (identity.kind !== 'account') return false
  if (hasRole(identity, ['admin'])) return true
  if (!hasRole(identity, ['department-admin'])) return false
  // A vacant seat that falls to the caller brings its letters, not the administration of its department.
  const held = await seats.byIds(heldSeats(identity))
  const above = new Set([office.code, ...office.path])
  return [...held.values()].some((seat) => above.has(seat.office))
}
