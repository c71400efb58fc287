// A seat that comes to its end ends its charges.

import type { Session } from '../../../database/common/transaction'
import { endedWithSeat } from '../../../domain/directory/charge/charge-rules'
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
    const ended = endedWithSeat(charge, end)
    if (ended) await writeEnd(record, charge, ended, by, session)
  }
}
