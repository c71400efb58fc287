// Letting another office take the mail of an office for a time.

import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { overlap, withIntermediary } from '../../../domain/directory/office/changes'
import type { Intermediary, Office } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { OfficeRecord, OnOffice } from './tree'

export const setIntermediaryErrors = [
  'version-stale',
  'history-full',
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
  return repositories.transaction((session) =>
    setIntermediaryIn(repositories, { code, version, note }, added, session),
  )
}

/** How many offices may pass mail on one after the other. */
const LONGEST_CHAIN = 10

/**
 * Throws KcsError `not-found`, `version-stale`, `office-unknown`, `intermediary-overlap`, `intermediary-invalid` for
 * itself or for an office whose mail comes back here.
 */
export async function setIntermediaryIn(
  record: OfficeRecord,
  { code, version, note }: OnOffice,
  added: Intermediary,
  session: Session,
): Promise<Office> {
  const comesBack = async ({ office: next }: Intermediary, stepsLeft: number): Promise<boolean> => {
    if (next === code || stepsLeft === 0) return true
    const office = (await record.offices.read([next], session)).get(next)
    if (!office) throw new KcsError('office-unknown', { detail: next })
    for (const one of office.intermediaries)
      if (overlap(one, added) && (await comesBack(one, stepsLeft - 1))) return true
    return false
  }
  const edit = async (office: Office): Promise<Office> => {
    await record.offices.takeTurnOfTree(session)
    const after = withIntermediary(office, added, note.at)
    if (JSON.stringify(after) !== JSON.stringify(office) && (await comesBack(added, LONGEST_CHAIN)))
      throw new KcsError('intermediary-invalid')
    return after
  }
  return record.offices.edit(code, version, edit, note, session)
}
