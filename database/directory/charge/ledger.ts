// Writing charges within a transaction: the rows they hang on are taken first, and each change has its audit entry.

import type { ClientSession, Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { auditWriter } from '../../access/audit/repository'
import { employeeCollection, type EmployeeRow } from '../employee/schema'
import { collectionOf, withId } from '../../common/collection'
import { seatCollection, type SeatRow } from '../seat/schema'
import { auditEntry, type ChangeNote, differenceOf, markOf } from '../../access/audit/entry'
import { chargeCollection } from './schema'

/** Counts the changes of charges; it moves no version, for the seat itself stays as it is. */
const TAKEN = { $inc: { chargesChanged: 1 } }

export function chargeLedger(connection: Connection) {
  const charges = collectionOf(connection, chargeCollection)
  const seats = collectionOf(connection, seatCollection)
  const employees = collectionOf(connection, employeeCollection)
  const audit = auditWriter(connection)

  const find = async (filter: Record<string, unknown>, session: ClientSession): Promise<Charge[]> => {
    const rows = await charges.find(filter, { session, sort: { from: 1 } }).toArray()
    return rows.map((row) => withId(row))
  }
  const note = async (before: Charge | null, after: Charge, change: ChangeNote, session: ClientSession) => {
    const changed = { thing: 'charge', id: after.id, mark: markOf(change) } as const
    await audit.enter([auditEntry(changed, differenceOf(before, after), change)], session)
  }

  return {
    /** What happened to an employee, beside the charges. */
    async noteEmployee(pen: string, change: ChangeNote, session: ClientSession): Promise<void> {
      const changed = { thing: 'employee', id: pen, mark: markOf(change) } as const
      await audit.enter([auditEntry(changed, {}, change)], session)
    },

    /**
     * Takes the seat for a change of its charges: of two at once the other is repeated after this one, and so is a
     * change of the seat itself. Throws KcsError `seat-unknown`.
     */
    async takeSeat(id: string, session: ClientSession): Promise<ReturnType<typeof withId<SeatRow>>> {
      const row = await seats.findOneAndUpdate({ _id: id }, TAKEN, { session })
      if (!row) throw new KcsError('seat-unknown')
      return withId(row)
    },

    /** Takes the employee in the same way. Throws KcsError `employee-unknown`. */
    async takeEmployee(pen: string, session: ClientSession): Promise<EmployeeRow> {
      const row = await employees.findOneAndUpdate({ _id: pen }, TAKEN, {
        session,
      })
      if (!row) throw new KcsError('employee-unknown')
      return row
    },

    ofSeat: (seat: string, session: ClientSession) => find({ seat }, session),
    ofEmployee: (employee: string, session: ClientSession) => find({ employee }, session),

    async begin(charge: Charge, change: ChangeNote, session: ClientSession): Promise<void> {
      const { id, ...rest } = charge
      await charges.insertOne({ _id: id, ...rest }, { session })
      await note(null, charge, change, session)
    },

    async end(before: Charge, after: Charge, change: ChangeNote, session: ClientSession): Promise<void> {
      await charges.updateOne(
        { _id: before.id },
        { $set: { until: after.until, ended: after.ended } },
        { session },
      )
      await note(before, after, change, session)
    },
  }
}
