// Joining, relieving, transfer and suspension: each one transaction, with a single winner for a seat.

import type { ClientSession, Connection } from 'mongoose'
import { accountCollection } from '../../access/account/schema'
import { employeeCollection } from '../employee/schema'
import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeHeld, endCharge, join, suspend } from '../../../domain/directory/charge/charge-rules'
import type { Actor } from '../../../domain/letters/tapal/event'
import { collectionOf } from '../../common/collection'
import { sessionCollection } from '../../access/session/schema'
import { inTransaction } from '../../common/transaction'
import { chargeLedger } from './ledger'

/** Who enters it, and when that is done. */
export interface Entered {
  actor: Actor
  at: Date
}

export type Joining = Pick<Charge, 'id' | 'seat' | 'employee' | 'kind' | 'from'>

export function chargeOperations(connection: Connection) {
  const ledger = chargeLedger(connection)
  const employees = collectionOf(connection, employeeCollection)
  const accounts = collectionOf(connection, accountCollection)
  const sessions = collectionOf(connection, sessionCollection)

  const joinIn = async (joining: Joining, entered: Entered, session: ClientSession): Promise<Charge> => {
    const seat = await ledger.takeSeat(joining.seat, session)
    const employee = await ledger.takeEmployee(joining.employee, session)
    if (employee.suspendedFrom) throw new KcsError('employee-suspended')
    const charge = join(joining, seat, await ledger.ofSeat(seat.id, session))
    await ledger.begin(charge, { what: 'joined', ...entered }, session)
    return charge
  }
  const endIn = async (
    { employee, seat, at }: { employee: string; seat: string; at: Date },
    ended: 'relieved' | 'transferred',
    entered: Entered,
    session: ClientSession,
  ): Promise<Charge> => {
    await ledger.takeSeat(seat, session)
    const held = chargeHeld(await ledger.ofSeat(seat, session), employee, at)
    const charge = endCharge(held, at, ended)
    await ledger.end(held, charge, { what: ended, ...entered }, session)
    return charge
  }
  const setAccess = async (
    pen: string,
    suspendedFrom: Date | null,
    session: ClientSession,
  ): Promise<void> => {
    await employees.updateOne({ _id: pen }, { $set: { suspendedFrom } }, { session })
    await accounts.updateMany({ employee: pen }, { $set: { active: suspendedFrom === null } }, { session })
  }

  return {
    /**
     * An employee joins a seat. Throws KcsError `seat-unknown`, `employee-unknown`, `employee-suspended`, and those of
     * the rules of charges.
     */
    join: (joining: Joining, entered: Entered): Promise<Charge> =>
      inTransaction(connection, (session) => joinIn(joining, entered, session)),

    /** The employee leaves the seat. Throws KcsError `seat-unknown`, `charge-not-held`, `charge-backwards`. */
    relieve: (leaving: { employee: string; seat: string; at: Date }, entered: Entered): Promise<Charge> =>
      inTransaction(connection, (session) => endIn(leaving, 'relieved', entered, session)),

    /** The employee leaves one seat and joins another at the same instant, or neither. Throws as both do. */
    transfer: (
      leaving: { employee: string; seat: string },
      joining: Joining,
      entered: Entered,
    ): Promise<{ ended: Charge; begun: Charge }> =>
      inTransaction(connection, async (session) => {
        const ended = await endIn({ ...leaving, at: joining.from }, 'transferred', entered, session)
        return { ended, begun: await joinIn(joining, entered, session) }
      }),

    /**
     * All charges of the employee end and all access is closed, with the sessions that are open. The same again
     * changes nothing. Throws KcsError `employee-unknown`.
     */
    suspend: (employee: string, from: Date, entered: Entered): Promise<Charge[]> =>
      inTransaction(connection, async (session) => {
        const row = await ledger.takeEmployee(employee, session)
        const all = await ledger.ofEmployee(employee, session)
        const ending = suspend(all, from)
        for (const seat of [...new Set(ending.map((charge) => charge.seat))].sort())
          await ledger.takeSeat(seat, session)
        for (const charge of ending) {
          const before = all.find(({ id }) => id === charge.id) as Charge
          await ledger.end(before, charge, { what: 'suspended', ...entered }, session)
        }
        if (!row.suspendedFrom)
          await ledger.noteEmployee(employee, { what: 'suspended', ...entered }, session)
        await setAccess(employee, row.suspendedFrom ?? from, session)
        await sessions.deleteMany({ employee }, { session })
        return ending
      }),

    /** Opens the access of a suspended employee again; the seats are joined anew. */
    reinstate: (employee: string, entered: Entered): Promise<void> =>
      inTransaction(connection, async (session) => {
        const row = await ledger.takeEmployee(employee, session)
        if (!row.suspendedFrom) return
        await setAccess(employee, null, session)
        await ledger.noteEmployee(employee, { what: 'reinstated', ...entered }, session)
      }),
  }
}
