// Employees as rows of a list.

import { type Employee, newEmployee } from '../charge/charge'
import { code, flag, needed, PLAIN_ID, ruled, text } from '../../common/table/columns'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'
import { PEN } from '../employee/fields'
import { changedBy, setFields } from './fields'
import type { List, Things } from './list'
import { type CellsOf, readCells, writeCells } from '../../common/table/table'

const columns = {
  pen: needed(code(PLAIN_ID, ['employee', 'employee number'])),
  name: needed(text(200, ['name en', 'employee name'])),
  nameMl: text(200, ['name malayalam', 'malayalam name']),
  temporary: flag(['temporary number']),
  phone: text(100, ['mobile', 'telephone']),
  email: ruled(MAX_MAIL_ADDRESS, ['mail'], mailAddressFault),
}

export type EmployeeCells = CellsOf<typeof columns>

export const EMPLOYEES: List<EmployeeCells, Employee> = {
  thing: 'employee',
  columns,
  key: 'pen',
  newKey: PEN,
  unique: [{ by: ['key'], column: 'pen', code: 'import-pen-twice' }],
  read: (row) => readCells(columns, row),
  rows: (employee) => [writeCells(columns, employee)],
}

/** The employee after the row; the same object where nothing changes. */
export function employeeAfter(before: Things['employee'] | null, cells: EmployeeCells): Things['employee'] {
  const fields = setFields(cells)
  if (before) return changedBy(before, fields)
  const employee = newEmployee({ ...fields, pen: cells.pen, name: cells.name })
  return { ...employee, formerly: [], suspendedFrom: null, version: 1 }
}
