// Changing what an office is; its place is changed by a move.

import type { ErrorCode } from '../../../domain/common/error'
import { requireEnd, requireSpan } from '../../../domain/directory/office/changes'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office, OfficeFacts } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const changeOfficeErrors = [
  'version-stale',
  'seat-unknown',
  'effective-in-past',
  'span-invalid',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface OfficeChange {
  code: string
  /** The version that the change was made for. */
  version: number
  /** Facts that are kept with their dates: lists of the past stay as they were. */
  datedFacts: Partial<Omit<OfficeFacts, 'path'>>
  facts: Partial<
    Pick<
      Office,
      'name' | 'nameMl' | 'address' | 'email' | 'phone' | 'calendar' | 'fitToReceive' | 'inwardSeat'
    >
  >
  /** Undefined where the end stays as it is. */
  activeUntil: Date | null | undefined
}

/**
 * Returns the office; the same again changes nothing. Throws KcsError `not-found`, `not-office-admin`, `version-stale`,
 * `seat-unknown` for an inward seat of another office, `effective-in-past`, `span-invalid`.
 */
export async function changeOffice(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { code, version, datedFacts, facts, activeUntil }: OfficeChange,
  now: Date,
): Promise<Office> {
  await requireAdminOfAll(repositories, caller, [code])
  const edit = (office: Office): Office => {
    const until = activeUntil === undefined ? office.activeUntil : activeUntil
    requireEnd(office.activeUntil, until, now)
    requireSpan({ from: office.activeFrom, until })
    return { ...withFacts(office, datedFacts, now), ...facts, activeUntil: until }
  }
  return repositories.offices.edit(code, version, edit, noteBy(caller, 'office-changed', now))
}
