// Merging an office into another, or splitting it into several: they take its letters from then on.

import type { Session } from '../../../database/common/transaction'
import type { ErrorCode } from '../../../domain/common/error'
import { requireNotPast, succeeded } from '../../../domain/directory/office/changes'
import type { Office, Succession } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { type OfficeRecord, type OnOffice, withSuccessors } from './tree'

export const succeedOfficeErrors = [
  'version-stale',
  'history-full',
  'office-unknown',
  'succession-invalid',
  'effective-in-past',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface OfficeSuccession extends Pick<Succession, 'kind' | 'into'> {
  code: string
  version: number
  /** Null for now. */
  at: Date | null
}

/**
 * By who administers the office and its successors. Throws KcsError `not-found`, `office-unknown`, `not-office-admin`,
 * `version-stale`, `succession-invalid`, `effective-in-past`.
 */
export async function succeedOffice(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { code, version, kind, into, at: from }: OfficeSuccession,
  now: Date,
): Promise<Office> {
  await requireAdminOfAll(repositories, caller, [code, ...into])
  const at = from ?? now
  requireNotPast(at, now)
  const note = noteBy(caller, `office-${kind}`, now)
  return repositories.transaction((session) =>
    succeedOfficeIn(repositories, { code, version, note }, { kind, into, at }, session),
  )
}

/** Throws KcsError `not-found`, `version-stale`, `succession-invalid`, `office-unknown`. */
export async function succeedOfficeIn(
  record: OfficeRecord,
  { code, version, note }: OnOffice,
  succession: Succession,
  session: Session,
): Promise<Office> {
  const edit = async (office: Office): Promise<Office> => {
    await record.offices.takeTurnOfTree(session)
    return succeeded(office, succession, await withSuccessors(record, succession.into, session))
  }
  return record.offices.edit(code, version, edit, note, session)
}
