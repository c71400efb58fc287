// Importing employees.

import type { EmployeeRow } from '../../../database/directory/employee/schema'
import type { Change } from '../../../database/directory/import/change'
import {
  EMPLOYEE_COLUMNS,
  employeeAfter,
  type EmployeeCells,
  readEmployee,
} from '../../../domain/directory/import/employees'
import { rowFault } from '../../../domain/directory/import/sheet'
import type { Importer, ImportTools, Placed } from './importer'
import { officesAmong } from './lookups'

export async function employeeImporter(tools: ImportTools): Promise<Importer<EmployeeCells>> {
  const { repositories, at, within } = tools
  const { imports } = repositories
  const lines = new Map<string, number>()
  const stored = (batch: readonly Placed<EmployeeCells>[]) =>
    imports.byIds<EmployeeRow>(
      'employee',
      batch.map(({ row }) => row.pen),
    )

  return {
    columns: EMPLOYEE_COLUMNS,

    read: readEmployee,

    notice({ line, row }, reader) {
      const first = lines.get(row.pen)
      if (first === undefined) lines.set(row.pen, line)
      else reader.fault('pen', row.pen, 'import-pen-twice', `It stands in line ${first} already.`)
    },

    async check(batch) {
      if (within === null) return []
      const before = await stored(batch)
      const changed = batch.filter(({ row }) => before.has(row.pen) && changeOf(row, before).length > 0)
      const others = await heldElsewhere(changed.map(({ row }) => row.pen))
      return changed
        .filter(({ row }) => others.has(row.pen))
        .map(({ line, row }) => rowFault(line, 'not-office-admin', { column: 'pen', value: row.pen }))
    },

    async settle() {
      return []
    },

    async plan(batch) {
      const before = await stored(batch)
      return batch.flatMap(({ row }) => changeOf(row, before))
    },

    async *rest() {
      // Each row stands for itself.
    },
  }

  /** Which of the employees hold a seat now that the caller does not administer. */
  async function heldElsewhere(pens: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>()
    if (pens.length === 0) return found
    const charges = await imports.chargesNow(pens, at)
    const seats = await repositories.seats.byIds([...new Set(charges.map(({ seat }) => seat))])
    const offices = await officesAmong(
      tools,
      [...seats.values()].map(({ office }) => office),
    )
    for (const { seat, employee } of charges)
      if (offices.get(seats.get(seat)?.office ?? '') !== true) found.add(employee)
    return found
  }
}

function changeOf(row: EmployeeCells, rows: ReadonlyMap<string, EmployeeRow>): Change[] {
  const before = rows.get(row.pen) ?? null
  const { _id: pen = row.pen, ...fields } = before ?? {}
  const was = before && { ...(fields as Omit<EmployeeRow, '_id'>), pen }
  const employee = employeeAfter(was, row)
  if (employee === was) return []
  const { pen: _id, ...others } = employee
  const fresh = { formerly: [], suspendedFrom: null, version: 1 }
  const after: EmployeeRow = { ...fresh, ...others, _id }
  return [{ thing: 'employee', before, after, named: true, ended: false }]
}
