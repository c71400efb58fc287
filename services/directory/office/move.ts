// Moving an office and all below it under another office, or to the top.

import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { type OfficeRecord, type OnOffice, placeBelow } from './tree'
import { requirePlace, requirePlaceErrors } from './require-place'

export const moveOfficeErrors = [
  'version-stale',
  'history-full',
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
  const note = noteBy(caller, 'office-moved', now)
  return repositories.transaction((session) =>
    moveOfficeIn(repositories, { code, version, note }, parent, session),
  )
}

/** Throws KcsError `not-found`, `version-stale`, `parent-unknown`, `parent-cycle`. */
export async function moveOfficeIn(
  record: OfficeRecord,
  { code, version, note }: OnOffice,
  parent: string | null,
  session: Session,
): Promise<Office> {
  const { offices } = record
  const moves: string[] = []
  const edit = async (office: Office): Promise<Office> => {
    await offices.takeTurnOfTree(session)
    if (office.parent === parent) return office
    const { path } = await placeBelow(record, parent, note.at, session)
    if (path.includes(code)) throw new KcsError('parent-cycle')
    moves.push(code)
    return { ...withFacts(office, { path }, note.at), parent }
  }
  const office = await offices.edit(code, version, edit, note, session)
  if (moves.length > 0) await offices.moveSubtree(office, note, session)
  return office
}
