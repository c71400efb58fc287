// Employees as rows of a list.

import { code, flag, needed, PLAIN_ID, text } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'
import { newEmployee } from '../charge/charge'
import { PEN } from '../employee/fields'
import { changedBy } from '../office/dated'
import { type List, setFields, type Things } from './list'

const columns = {
  pen: needed(code(PLAIN_ID, ['employee', 'employee number'])),
  name: needed(text(200, ['name en', 'employee name'])),
  nameMl: text(200, ['name malayalam', 'malayalam name']),
  temporary: flag(['temporary number']),
  phone: text(100, ['mobile', 'telephone']),
  email: text(MAX_MAIL_ADDRESS, ['mail'], { faultOf: mailAddressFault }),
}

export type EmployeeCells = CellsOf<typeof columns>

export const EMPLOYEES: List<typeof columns, Things['employee']> = {
  thing: 'employee',
  columns,
  key: 'pen',
  newKey: PEN,
  unique: [{ by: ['key'], column: 'pen', code: 'import-pen-twice' }],
  owned: 'pen',
  after: employeeAfter,
}

/** The employee after the row; the same object where nothing changes. */
export function employeeAfter(before: Things['employee'] | null, cells: EmployeeCells): Things['employee'] {
  const fields = setFields(cells)
  if (before) return changedBy(before, fields)
  const employee = newEmployee({ ...fields, pen: cells.pen, name: cells.name })
  return { ...employee, formerly: [], suspendedFrom: null, version: 1 }
}
