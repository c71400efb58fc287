// Entering an office, with the seat of its head where one is wanted.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import type { ErrorCode } from '../../../domain/common/error'
import { requireNotPast, requireSpan } from '../../../domain/directory/office/changes'
import type { OfficeDetail } from '../../../domain/directory/office/details'
import { newOffice, type Office, spanHolds } from '../../../domain/directory/office/office'
import { newHeadSeat, type Seat } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireNoTwin, requireNoTwinErrors } from '../search/near-twin'
import { placeBelow } from './tree'
import { requirePlace, requirePlaceErrors } from './require-place'

export const enterOfficeErrors = [
  'exists-already',
  ...requireNoTwinErrors,
  'parent-unknown',
  'effective-in-past',
  'span-invalid',
  ...requirePlaceErrors,
] as const satisfies readonly ErrorCode[]

export interface NewOffice extends Pick<Office, 'code' | 'name' | 'parent'> {
  /** What else is known of it. */
  facts: Partial<
    Pick<Office, OfficeDetail | 'nameMl' | 'kind' | 'department' | 'district' | 'calendar' | 'fitToReceive'>
  >
  /** Whether it is to be entered although one with nearly that code is there. */
  confirmTwin?: boolean
  /** Null for now. */
  activeFrom: Date | null
  activeUntil: Date | null
  /** Makes the seat <code>/HEAD, which takes in what is addressed to the office. */
  headSeat: { designation: string; designationMl: string } | null
}

/**
 * By who administers the office above. The code is the key: a repeat throws KcsError `exists-already`. Throws also
 * `near-twin`, `parent-unknown`, `not-office-admin`, `effective-in-past`, `span-invalid`.
 */
export async function enterOffice(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: NewOffice,
  now: Date,
): Promise<Office> {
  const { code, name, parent, facts, headSeat, activeUntil } = input
  await requirePlace(repositories, caller, parent)
  const activeFrom = input.activeFrom ?? now
  requireNotPast(activeFrom, now)
  await requireNoTwin(repositories.offices.byCodes, input)
  requireSpan({ from: activeFrom, until: activeUntil })

  const head = headSeat && newHeadSeat(code, { ...headSeat, activeFrom })
  const inwardSeat = head?.id ?? null
  const office = newOffice({ code, name, parent, ...facts, activeFrom, activeUntil, inwardSeat })
  const note = noteBy(caller, 'office-added', now)
  return repositories.transaction((session) => enterOfficeIn(repositories, { office, head }, note, session))
}

/** Enters the office below its parent, and the seat of its head, which reports to the head above. Throws KcsError `exists-already`, `parent-unknown`. */
export async function enterOfficeIn(
  record: Pick<Repositories, 'offices' | 'seats'>,
  { office, head }: { office: Office; head: Seat | null },
  note: ChangeNote,
  session: Session,
): Promise<Office> {
  await record.offices.takeTurnOfTree(session)
  const place = await placeBelow(record, office.parent, note.at, session)
  if (head !== null) {
    const reportsTo = await headAbove(record, place.path, note.at)
    await record.seats.add({ ...head, reportsTo }, { ...note, what: 'seat-added' }, session)
  }
  return record.offices.add({ ...office, ...place }, note, session)
}

/** The head of the nearest office above that has one; without it an overdue letter would rise to nobody. */
async function headAbove(
  { seats }: Pick<Repositories, 'seats'>,
  path: readonly string[],
  at: Date,
): Promise<string | null> {
  const heads = (await seats.withRoles(path, ['head'])).filter(({ activeFrom, activeUntil }) =>
    spanHolds({ from: activeFrom, until: activeUntil }, at),
  )
  const above = path.findLast((code) => heads.some(({ office }) => office === code))
  const [first = null] = heads.flatMap(({ id, office }) => (office === above ? [id] : [])).sort()
  return first
}
