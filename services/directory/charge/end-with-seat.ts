// A seat that comes to its end ends its charges.

import type { Session } from '../../../database/common/transaction'
import type { Seat } from '../../../domain/directory/seat/seat'
import { type By, type ChargeRecord, writeEnd } from './ledger'

/** Ends what of the charges of the seat would outlast it. */
export async function endChargesWithSeat(
  record: Pick<ChargeRecord, 'charges' | 'audit'>,
  { id, activeUntil: end }: Pick<Seat, 'id' | 'activeUntil'>,
  by: By,
  session: Session,
): Promise<void> {
  if (end === null) return
  for (const charge of await record.charges.allOfSeat(id, session)) {
    if (charge.until !== null && charge.until <= end) continue
    // One that has not begun by then ends as it begins: it never holds.
    const until = charge.from > end ? charge.from : end
    await writeEnd(record, charge, { ...charge, until, ended: 'seat-ended' }, by, session)
  }
}
