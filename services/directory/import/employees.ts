// Importing employees.

import type { Change } from '../../../database/directory/import/change'
import { employeeAfter, type EmployeeCells } from '../../../domain/directory/import/employee'
import type { Things } from '../../../domain/directory/import/list'
import { rowFault } from '../../../domain/common/table/sheet'
import { changeOf, type Importer, type ImportTools, officesAmong } from './importer'

export function employeeImporter(tools: ImportTools): Importer<EmployeeCells, 'employee'> {
  const { imports, seats } = tools.repositories

  return {
    async check(batch, stored) {
      if (tools.within === null) return []
      const changed = batch.filter(
        ({ key, row }) => stored.has(key) && employeeChange(row, stored).length > 0,
      )
      const others = await holdersElsewhere(changed.map(({ key }) => key))
      return changed
        .filter(({ key }) => others.has(key))
        .map(({ line, key }) => rowFault(line, 'not-office-admin', { column: 'pen', value: key }))
    },

    plan: async (batch, stored) => batch.flatMap(({ row }) => employeeChange(row, stored)),
  }

  /** Which of the employees hold a seat now that the caller does not administer. */
  async function holdersElsewhere(pens: readonly string[]): Promise<Set<string>> {
    if (pens.length === 0) return new Set()
    const charges = await imports.chargesNow(pens, tools.at)
    const seatsById = await seats.byIds([...new Set(charges.map(({ seat }) => seat))])
    const officeOf = (seat: string) => seatsById.get(seat)?.office ?? ''
    const offices = await officesAmong(tools, [...seatsById.keys()].map(officeOf))
    const elsewhere = charges.filter(({ seat }) => !offices.get(officeOf(seat)))
    return new Set(elsewhere.map(({ employee }) => employee))
  }
}

function employeeChange(row: EmployeeCells, stored: ReadonlyMap<string, Things['employee']>): Change[] {
  const before = stored.get(row.pen) ?? null
  const after = employeeAfter(before, row)
  if (after === before) return []
  return changeOf('employee', before, { formerly: [], suspendedFrom: null, version: 1, ...after })
}
