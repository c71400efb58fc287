// Employees and their charges as rows of lists.

import {
  type Charge,
  CHARGE_ENDS,
  CHARGE_KINDS,
  type ChargeEnd,
  type ChargeKind,
  type Employee,
  newCharge,
  newEmployee,
} from '../charge/charge'
import { PLAIN_ID, SEAT_ID } from './codes'
import { dateCell } from './dates'
import { changedBy, given } from './given'
import { type Column, type RowReader } from './sheet'

export const EMPLOYEE_COLUMNS: readonly Column[] = [
  { name: 'pen', alsoNamed: ['employee', 'employee number'], needed: true },
  { name: 'name', alsoNamed: ['name en', 'employee name'], needed: true },
  { name: 'name_ml', alsoNamed: ['name malayalam', 'malayalam name'] },
  { name: 'temporary', alsoNamed: ['temporary number'] },
  { name: 'phone', alsoNamed: ['mobile', 'telephone'] },
  { name: 'email', alsoNamed: ['mail'] },
]

export interface EmployeeCells {
  pen: string
  name: string
  nameMl?: string | undefined
  temporary?: boolean | undefined
  phone?: string | undefined
  email?: string | undefined
}

/** Null where the row has faults; they stand in the reader. */
export function readEmployee(row: RowReader): EmployeeCells | null {
  const cells = {
    pen: row.code('pen', PLAIN_ID),
    name: row.needed('name', 200),
    nameMl: row.text('name_ml', 200),
    temporary: row.flag('temporary') ?? undefined,
    phone: row.text('phone', 100),
    email: row.text('email', 200),
  }
  const { pen, name } = cells
  return row.faults.length > 0 || pen === undefined || name === undefined ? null : { ...cells, pen, name }
}

/** The employee after the row; the same object where nothing changes. */
export function employeeAfter<Known extends Employee>(
  before: Known | null,
  cells: EmployeeCells,
): Known | Employee {
  const { pen, name } = cells
  const fields = given(cells)
  return before ? changedBy<Known>(before, fields as Partial<Known>) : newEmployee({ ...fields, pen, name })
}

export function employeeCells(employee: Employee): Record<string, string> {
  return {
    pen: employee.pen,
    name: employee.name,
    name_ml: employee.nameMl,
    temporary: employee.temporary ? 'yes' : '',
    phone: employee.phone,
    email: employee.email,
  }
}

export const CHARGE_COLUMNS: readonly Column[] = [
  { name: 'seat', alsoNamed: ['seat id', 'post id'], needed: true },
  { name: 'employee', alsoNamed: ['pen'], needed: true },
  { name: 'from', alsoNamed: ['date of joining', 'joined'], needed: true },
  { name: 'kind', alsoNamed: ['charge'] },
  { name: 'until', alsoNamed: ['to', 'date of relieving', 'relieved'] },
  { name: 'ended' },
]

/** A charge is known by its seat, employee, kind and beginning; what may change is its end. */
export interface ChargeCells {
  seat: string
  employee: string
  kind: ChargeKind
  from: Date
  until?: Date | null | undefined
  ended?: ChargeEnd | null | undefined
}

/** Null where the row has faults; they stand in the reader. */
export function readCharge(row: RowReader): ChargeCells | null {
  const seat = row.code('seat', SEAT_ID)
  const employee = row.code('employee', PLAIN_ID)
  const { from, until } = row.span('from', 'until')
  if (from === null) row.fault('from', '', 'import-cell-missing')
  const kind = row.choice('kind', CHARGE_KINDS) ?? 'regular'
  const ended = row.choice('ended', CHARGE_ENDS)
  if (row.faults.length > 0 || seat === undefined || employee === undefined || !from) return null
  return { seat, employee, kind, from, until, ended }
}

/** What makes the charge of a row the same as one of the directory. */
export function chargeKey({
  seat,
  employee,
  kind,
  from,
}: Pick<Charge, 'seat' | 'employee' | 'kind' | 'from'>) {
  return `${employee}@${seat}:${kind}:${from.toISOString()}`
}

/** The charge after the row; the same object where nothing changes. */
export function chargeAfter(before: Charge | null, cells: ChargeCells): Charge {
  const { seat, employee, kind, from } = cells
  const until = cells.until === undefined ? (before?.until ?? null) : cells.until
  const sameEnd = before?.until?.getTime() === until?.getTime()
  const how = sameEnd && before ? before.ended : until === null ? null : 'relieved'
  const ended = until === null ? null : (cells.ended ?? how)
  return before
    ? changedBy(before, { until, ended })
    : newCharge({ id: chargeKey(cells), seat, employee, kind, from, until, ended })
}

export function chargeCells(charge: Charge): Record<string, string> {
  return {
    seat: charge.seat,
    employee: charge.employee,
    from: dateCell(charge.from),
    kind: charge.kind,
    until: dateCell(charge.until),
    ended: charge.ended ?? '',
  }
}
