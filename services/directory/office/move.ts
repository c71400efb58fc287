// Moving an office and all below it under another office, or to the top.

import type { ErrorCode } from '../../../domain/common/error'
import type { Office } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requirePlace, requirePlaceErrors } from './require-place'

export const moveOfficeErrors = [
  'version-stale',
  'parent-unknown',
  'parent-cycle',
  ...requireAdminOfAllErrors,
  ...requirePlaceErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By who administers the office and the one above it from then on. Throws KcsError `not-found`, `not-office-admin`,
 * `version-stale`, `parent-unknown`, `parent-cycle`.
 */
export async function moveOffice(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { code, version, parent }: { code: string; version: number; parent: string | null },
  now: Date,
): Promise<Office> {
  await requireAdminOfAll(repositories, caller, [code])
  await requirePlace(repositories, caller, parent)
  return repositories.offices.move(code, version, parent, noteBy(caller, 'office-moved', now))
}
