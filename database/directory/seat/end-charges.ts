// A seat that comes to its end ends the charges of it.

import type { ClientSession, Connection } from 'mongoose'
import { chargeLedger } from '../charge/ledger'
import type { ChangeNote } from '../../access/audit/entry'
import type { SeatRow } from './schema'

/** Ends what of the charges of the seat would outlast it, each with its entry in the audit log. */
export async function endCharges(
  connection: Connection,
  seat: Pick<SeatRow, '_id' | 'activeUntil'>,
  { actor, at }: ChangeNote,
  session: ClientSession,
): Promise<void> {
  const end = seat.activeUntil
  if (end === null) return
  const ledger = chargeLedger(connection)
  for (const charge of await ledger.ofSeat(seat._id, session)) {
    if (charge.until !== null && charge.until <= end) continue
    // One that has not begun by then ends as it begins: it never holds.
    const until = charge.from > end ? charge.from : end
    await ledger.end(
      charge,
      { ...charge, until, ended: 'seat-ended' },
      { what: 'seat-ended', actor, at },
      session,
    )
  }
}
