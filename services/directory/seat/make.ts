// Making a seat; nobody holds it yet.

import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { activeAt } from '../../../domain/directory/office/office'
import { newSeat, type Seat } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import { requireAdminOf, requireAdminOfErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireNoTwin, requireNoTwinErrors } from '../search/near-twin'
import { requireSeatRules, requireSeatRulesErrors, type SeatRecord } from './rules'

export const makeSeatInErrors = [
  'office-unknown',
  'office-inactive',
  'exists-already',
  ...requireSeatRulesErrors,
] as const satisfies readonly ErrorCode[]

export const makeSeatErrors = [
  ...makeSeatInErrors,
  ...requireNoTwinErrors,
  ...requireAdminOfErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By who administers the office. The id is the key: a repeat throws KcsError `exists-already`. Throws also
 * `near-twin`, `office-unknown`, `not-office-admin`, `office-inactive`, and those of the rules of seats.
 */
export async function makeSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { confirmTwin, ...facts }: Parameters<typeof newSeat>[0] & { confirmTwin?: boolean },
  now: Date,
): Promise<Seat> {
  await requireAdminOf(repositories, caller, facts.office)
  await requireNoTwin(repositories.seats.byIds, { code: facts.id, confirmTwin })
  const note = noteBy(caller, 'seat-added', now)
  return repositories.transaction((session) => makeSeatIn(repositories, newSeat(facts), note, session))
}

/** Throws KcsError `exists-already`, `office-unknown`, `office-inactive`, and those of the rules of seats. */
export async function makeSeatIn(
  record: SeatRecord,
  seat: Seat,
  note: ChangeNote,
  session: Session,
): Promise<Seat> {
  const office = (await record.offices.read([seat.office], session)).get(seat.office)
  if (!office) throw new KcsError('office-unknown', { detail: seat.office })
  if (!activeAt(office, note.at)) throw new KcsError('office-inactive', { detail: seat.office })
  await requireSeatRules(record, seat, null, note.at, session)
  return record.seats.add(seat, note, session)
}
