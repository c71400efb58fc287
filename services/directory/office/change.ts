// Changing what an office is; its place is changed by a move.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { endsSooner, requireEnd, requireSpan } from '../../../domain/directory/office/changes'
import type { OfficeDetail } from '../../../domain/directory/office/details'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office, OfficeFacts } from '../../../domain/directory/office/office'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { OnOffice } from './tree'

export const changeOfficeErrors = [
  'version-stale',
  'history-full',
  'seat-unknown',
  'effective-in-past',
  'span-invalid',
  'open-tapals',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface OfficeChange {
  code: string
  /** The version that the change was made for. */
  version: number
  /** Facts that are kept with their dates: lists of the past stay as they were. */
  datedFacts: Partial<Omit<OfficeFacts, 'path'>>
  facts: Partial<Pick<Office, OfficeDetail | 'name' | 'nameMl'>>
  /** Undefined where the end stays as it is. */
  activeUntil: Date | null | undefined
}

/**
 * Returns the office; the same again changes nothing. Throws KcsError `not-found`, `not-office-admin`, `version-stale`,
 * `seat-unknown` for an inward seat of another office, `effective-in-past`, `span-invalid`, `open-tapals` for an end, also of a
 * day to come, while tapals are open there.
 */
export async function changeOffice(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { code, version, datedFacts, facts, activeUntil }: OfficeChange,
  now: Date,
): Promise<Office> {
  await requireAdminOfAll(repositories, caller, [code])
  const open = activeUntil ? await repositories.tapals.withOpen('office', [code]) : null
  const edit = (office: Office): Office => {
    const until = activeUntil === undefined ? office.activeUntil : activeUntil
    requireEnd(office.activeUntil, until, now)
    requireSpan({ from: office.activeFrom, until })
    if (open?.has(code) && !office.succession && endsSooner(office.activeUntil, until))
      throw new KcsError('open-tapals')
    return { ...withFacts(office, datedFacts, now), ...facts, activeUntil: until }
  }
  const note = noteBy(caller, 'office-changed', now)
  return repositories.transaction((session) =>
    changeOfficeIn(repositories, { code, version, note }, edit, session),
  )
}

/** Throws KcsError `not-found`, `version-stale`, `seat-unknown` for an inward seat that is none of the office's. */
export async function changeOfficeIn(
  { offices, seats }: Pick<Repositories, 'offices' | 'seats'>,
  { code, version, note }: OnOffice,
  edit: (office: Office) => Office,
  session: Session,
): Promise<Office> {
  const editWithOwnSeat = async (before: Office): Promise<Office> => {
    const after = edit(before)
    const { inwardSeat } = after
    if (inwardSeat !== null && inwardSeat !== before.inwardSeat) {
      const seat = await seats.read(inwardSeat, session)
      if (seat?.office !== code)
        throw new KcsError('seat-unknown', { detail: `${inwardSeat} is no seat of ${code}.` })
    }
    return after
  }
  return offices.edit(code, version, editWithOwnSeat, note, session)
}
