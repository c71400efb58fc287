// Writing charges within a transaction: the rows they hang on are taken first, and each change has its audit entry.

import type { ClientSession, Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { auditSchema, type AuditRow } from '../../access/audit/schema'
import { employeeSchema, type EmployeeRow } from '../employee/schema'
import { modelOf, withId } from '../../common/model'
import { seatSchema, type SeatRow } from '../seat/schema'
import { type ChangeNote, differenceOf } from '../../common/versioned'
import { chargeSchema, type ChargeRow } from './schema'

/** Counts the changes of charges; it moves no version, for the seat itself stays as it is. */
const TAKEN = { $inc: { chargesChanged: 1 } }

export function chargeLedger(connection: Connection) {
  const charges = modelOf<ChargeRow>(connection, 'charges', chargeSchema)
  const seats = modelOf<SeatRow>(connection, 'seats', seatSchema)
  const employees = modelOf<EmployeeRow>(connection, 'employees', employeeSchema)
  const audit = modelOf<AuditRow>(connection, 'audit', auditSchema)

  const find = async (filter: Record<string, unknown>, session: ClientSession): Promise<Charge[]> => {
    const rows = await charges.collection.find(filter as never, { session, sort: { from: 1 } }).toArray()
    return rows.map((row) => withId(row as unknown as ChargeRow))
  }
  const note = async (
    before: Charge | null,
    after: Charge,
    { what, actor, at }: ChangeNote,
    session: ClientSession,
  ) => {
    const entry = {
      _id: `charge:${after.id}:${what}:${at.getTime()}`,
      thing: 'charge',
      subject: after.id,
      what,
      from: null,
      to: null,
      ...differenceOf(before, after),
      actor,
      at,
    }
    await audit.collection.insertOne(entry as never, { session })
  }

  return {
    /** What happened to an employee, beside the charges. */
    async noteEmployee(pen: string, { what, actor, at }: ChangeNote, session: ClientSession): Promise<void> {
      const id = `employee:${pen}:${what}:${at.getTime()}`
      const entry = { _id: id, thing: 'employee', subject: pen, what, from: null, to: null, actor, at }
      await audit.collection.insertOne(entry as never, { session })
    },

    /**
     * Takes the seat for a change of its charges: of two at once the other is repeated after this one, and so is a
     * change of the seat itself. Throws KcsError `seat-unknown`.
     */
    async takeSeat(id: string, session: ClientSession): Promise<ReturnType<typeof withId<SeatRow>>> {
      const row = await seats.collection.findOneAndUpdate({ _id: id } as never, TAKEN as never, { session })
      if (!row) throw new KcsError('seat-unknown')
      return withId(row as unknown as SeatRow)
    },

    /** Takes the employee in the same way. Throws KcsError `employee-unknown`. */
    async takeEmployee(pen: string, session: ClientSession): Promise<EmployeeRow> {
      const row = await employees.collection.findOneAndUpdate({ _id: pen } as never, TAKEN as never, {
        session,
      })
      if (!row) throw new KcsError('employee-unknown')
      return row as unknown as EmployeeRow
    },

    ofSeat: (seat: string, session: ClientSession) => find({ seat }, session),
    ofEmployee: (employee: string, session: ClientSession) => find({ employee }, session),

    async begin(charge: Charge, change: ChangeNote, session: ClientSession): Promise<void> {
      const { id, ...rest } = charge
      await charges.collection.insertOne({ _id: id, ...rest } as never, { session })
      await note(null, charge, change, session)
    },

    async end(before: Charge, after: Charge, change: ChangeNote, session: ClientSession): Promise<void> {
      await charges.collection.updateOne(
        { _id: before.id } as never,
        { $set: { until: after.until, ended: after.ended } },
        { session },
      )
      await note(before, after, change, session)
    },
  }
}
