// Importing employees.

import { employeeAfter, type EmployeeCells } from '../../../domain/directory/import/employee'
import { rowFault } from '../../../domain/common/table/sheet'
import { changeOf, type Importer, type ImportTools, officesAmong } from './importer'

export function employeeImporter(tools: ImportTools): Importer<EmployeeCells, 'employee'> {
  const { imports, seats } = tools.repositories

  return {
    async check(batch, stored) {
      if (tools.within === null) return []
      const changed = batch.filter(({ key, row }) => {
        const before = stored.get(key)
        return before && employeeAfter(before, row) !== before
      })
      const others = await holdersElsewhere(changed.map(({ key }) => key))
      return changed
        .filter(({ key }) => others.has(key))
        .map(({ line, key }) => rowFault(line, 'not-office-admin', { column: 'pen', value: key }))
    },

    plan: async (batch, stored) =>
      batch.map(({ key, row }) => {
        const before = stored.get(key) ?? null
        return changeOf('employee', before, employeeAfter(before, row))
      }),
  }

  /** Which of the employees hold a seat now that the caller does not administer. */
  async function holdersElsewhere(pens: readonly string[]): Promise<Set<string>> {
    const charges = await imports.chargesNow(pens, tools.at)
    const seatsById = await seats.byIds([...new Set(charges.map(({ seat }) => seat))])
    const officeOf = (seat: string) => seatsById.get(seat)?.office ?? ''
    const offices = await officesAmong(tools, [...seatsById.keys()].map(officeOf))
    const elsewhere = charges.filter(({ seat }) => !offices.get(officeOf(seat)))
    return new Set(elsewhere.map(({ employee }) => employee))
  }
}
