// Where the caller may put an office.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireOfficeAdmin, requireOfficeAdminErrors } from '../../access/right/directory-rights'
import { type Caller, hasRole } from '../../access/right/identity'

export const requirePlaceErrors = [
  'parent-unknown',
  ...requireOfficeAdminErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Throws KcsError `parent-unknown`, or `not-office-admin` unless the caller administers the office above; only the
 * State's administrator puts offices at the top.
 */
export async function requirePlace(
  { offices, seats }: Pick<Repositories, 'offices' | 'seats'>,
  caller: Caller,
  parent: string | null,
): Promise<void> {
  if (parent === null) {
    if (!hasRole(caller, ['admin'])) throw new KcsError('not-office-admin')
    return
  }
  const officeAbove = await offices.byCode(parent)
  if (!officeAbove) throw new KcsError('parent-unknown', { detail: parent })
  await requireOfficeAdmin(seats, caller, officeAbove)
}
