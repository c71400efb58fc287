// Changing a seat, or giving it an end, with which its charges end.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { endsSooner, requireEnd } from '../../../domain/directory/office/changes'
import { withSeatPast } from '../../../domain/directory/seat/facts'
import type { Seat } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import { endChargesWithSeat } from '../charge/end-with-seat'
import type { ServiceDeps } from '../../deps'
import { requireSeatRules, requireSeatRulesErrors, type SeatRecord } from './rules'

export const changeSeatErrors = [
  'not-found',
  'version-stale',
  'history-full',
  'effective-in-past',
  'open-tapals',
  ...requireSeatRulesErrors,
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface SeatChange {
  id: string
  /** The version that the change was made for. */
  version: number
  facts: Partial<
    Omit<Seat, 'id' | 'office' | 'factsFrom' | 'earlier' | 'activeFrom' | 'activeUntil' | 'version'>
  >
  /** Undefined where the end stays as it is. */
  activeUntil: Date | null | undefined
}

/**
 * By who administers the office of the seat. Throws KcsError `not-found`, `not-office-admin`, `version-stale`,
 * `effective-in-past`, `open-tapals` for an end, also of a day to come, while tapals lie in the seat, and those of the rules of seats.
 */
export async function changeSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, facts, activeUntil }: SeatChange,
  now: Date,
): Promise<Seat> {
  const before = await repositories.seats.byId(id)
  if (!before) throw new KcsError('not-found')
  await requireAdminOfAll(repositories, caller, [before.office])
  const open = activeUntil ? await repositories.tapals.withOpen('seat', [id]) : null
  const edit = (seat: Seat): Seat => {
    const until = activeUntil === undefined ? seat.activeUntil : activeUntil
    requireEnd(seat.activeUntil, until, now)
    if (open?.has(id) && endsSooner(seat.activeUntil, until)) throw new KcsError('open-tapals')
    return { ...seat, ...facts, activeUntil: until }
  }
  const note = noteBy(caller, 'seat-changed', now)
  return repositories.transaction((session) =>
    changeSeatIn(repositories, { id, version, edit }, note, session),
  )
}

/** Changes the seat, with what it was before among its earlier facts, and ends what of its charges would outlast it. Throws as the rules of seats do. */
export async function changeSeatIn(
  record: SeatRecord & Pick<Repositories, 'charges' | 'audit'>,
  { id, version, edit }: { id: string; version: number | null; edit: (seat: Seat) => Seat },
  note: ChangeNote,
  session: Session,
): Promise<Seat> {
  const editByRules = async (before: Seat): Promise<Seat> => {
    const after = withSeatPast(before, edit(before), note.at)
    await requireSeatRules(record, after, before, note.at, session)
    return after
  }
  const seat = await record.seats.edit(id, version, editByRules, note, session)
  await endChargesWithSeat(record, seat, { actor: note.actor, at: note.at }, session)
  return seat
}
