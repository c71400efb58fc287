// Changes of charges within a transaction: the seat and the employee are taken first, so that of two changes at once the
// other is repeated after the first; each has its entry in the audit log.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeHeld, endCharge, join } from '../../../domain/directory/charge/charge-rules'
import type { Seat } from '../../../domain/directory/seat/seat'

export type ChargeRecord = Pick<Repositories, 'seats' | 'employees' | 'charges' | 'audit'>

/** Who makes a change, and when. */
export type By = Pick<ChangeNote, 'actor' | 'at'>

export const takeSeatForChargesErrors = ['seat-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `seat-unknown`. */
export async function takeSeatForCharges(
  { seats }: Pick<ChargeRecord, 'seats'>,
  id: string,
  session: Session,
): Promise<Seat> {
  const seat = await seats.take(id, session)
  if (!seat) throw new KcsError('seat-unknown')
  return seat
}

export const takeEmployeeErrors = ['employee-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `employee-unknown`. */
export async function takeEmployee(
  { employees }: Pick<ChargeRecord, 'employees'>,
  pen: string,
  session: Session,
): Promise<EmployeeRecord> {
  const employee = await employees.take(pen, session)
  if (!employee) throw new KcsError('employee-unknown')
  return employee
}

export const takeEmployeeInServiceErrors = [
  'employee-suspended',
  ...takeEmployeeErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `employee-unknown`, `employee-suspended`. */
export async function takeEmployeeInService(
  record: Pick<ChargeRecord, 'employees'>,
  pen: string,
  session: Session,
): Promise<EmployeeRecord> {
  const employee = await takeEmployee(record, pen, session)
  if (employee.suspendedFrom) throw new KcsError('employee-suspended')
  return employee
}

/** Writes the charge that begins. */
export async function beginCharge(
  { charges, audit }: ChargeRecord,
  charge: Charge,
  by: By,
  session: Session,
): Promise<void> {
  await charges.insert(charge, session)
  const change = { what: 'joined', ...by }
  await audit.note(
    { thing: 'charge', id: charge.id },
    { before: null, after: { ...charge } },
    change,
    session,
  )
}

/** Writes how the charge ends; `ended` says why. */
export async function writeEnd(
  { charges, audit }: Pick<ChargeRecord, 'charges' | 'audit'>,
  before: Charge,
  after: Charge & { ended: NonNullable<Charge['ended']> },
  by: By,
  session: Session,
): Promise<void> {
  await charges.setEnd(after, session)
  const change = { what: after.ended, ...by }
  await audit.note({ thing: 'charge', id: after.id }, { before, after: { ...after } }, change, session)
}

export type Joining = Pick<Charge, 'id' | 'seat' | 'employee' | 'kind' | 'from'>

export const joinInErrors = [
  'charge-overlaps',
  'charge-held-already',
  'charge-outside-seat',
  ...takeSeatForChargesErrors,
  ...takeEmployeeInServiceErrors,
] as const satisfies readonly ErrorCode[]

/**
 * An employee joins a seat. Throws KcsError `seat-unknown`, `employee-unknown`, `employee-suspended`, `charge-overlaps`,
 * `charge-held-already`, `charge-outside-seat`.
 */
export async function joinIn(
  record: ChargeRecord,
  joining: Joining,
  by: By,
  session: Session,
): Promise<Charge> {
  const seat = await takeSeatForCharges(record, joining.seat, session)
  await takeEmployeeInService(record, joining.employee, session)
  const charge = join(joining, seat, await record.charges.allOfSeat(seat.id, session))
  await beginCharge(record, charge, by, session)
  return charge
}

export const leaveInErrors = [
  'charge-not-held',
  'charge-backwards',
  ...takeSeatForChargesErrors,
] as const satisfies readonly ErrorCode[]

/** The employee leaves the seat. Throws KcsError `seat-unknown`, `charge-not-held`, `charge-backwards`. */
export async function leaveIn(
  record: ChargeRecord,
  { employee, seat, at }: { employee: string; seat: string; at: Date },
  ended: 'relieved' | 'transferred',
  by: By,
  session: Session,
): Promise<Charge> {
  await takeSeatForCharges(record, seat, session)
  const before = chargeHeld(await record.charges.allOfSeat(seat, session), employee, at)
  const after = { ...endCharge(before, at, ended), ended }
  await writeEnd(record, before, after, by, session)
  return after
}
