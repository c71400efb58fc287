// Making a seat; nobody holds it yet.

import type { ErrorCode } from '../../../domain/common/error'
import { newSeat, type Seat } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import { requireAdminOf, requireAdminOfErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { SEAT_RULE_CODES } from './rule-codes'

export const makeSeatErrors = [
  'office-unknown',
  'office-inactive',
  'exists-already',
  ...SEAT_RULE_CODES,
  ...requireAdminOfErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By who administers the office. The id is the key: a repeat throws KcsError `exists-already`. Throws also
 * `office-unknown`, `not-office-admin`, `office-inactive`, and those of the rules of seats.
 */
export async function makeSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  facts: Parameters<typeof newSeat>[0],
  now: Date,
): Promise<Seat> {
  await requireAdminOf(repositories, caller, facts.office)
  return repositories.seats.add(newSeat(facts), noteBy(caller, 'seat-added', now))
}
