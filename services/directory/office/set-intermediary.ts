// Letting another office take the mail of an office for a time.

import type { ErrorCode } from '../../../domain/common/error'
import type { Intermediary, Office } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const setIntermediaryErrors = [
  'version-stale',
  'office-unknown',
  'intermediary-invalid',
  'intermediary-overlap',
  'effective-in-past',
  'span-invalid',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The same office and beginning again sets the end. `version` is null where the change fits any version. Throws KcsError
 * `not-found`, `not-office-admin`, `version-stale`, `office-unknown`, `intermediary-invalid`, `intermediary-overlap`,
 * `effective-in-past`, `span-invalid`.
 */
export async function setIntermediary(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { code, version, ...added }: { code: string; version: number | null } & Intermediary,
  now: Date,
): Promise<Office> {
  await requireAdminOfAll(repositories, caller, [code])
  const note = noteBy(caller, 'intermediary-set', now)
  return repositories.offices.setIntermediary(code, version, added, note)
}
