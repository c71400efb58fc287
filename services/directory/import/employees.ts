// Importing employees.

import type { Change, Things } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import { employeeAfter, type EmployeeCells, EMPLOYEES } from '../../../domain/directory/import/employee'
import { rowFault } from '../../../domain/directory/import/sheet'
import { changeOf, type Importer, type ImportTools, officesAmong } from './importer'

type Stored = ReadonlyMap<string, Things['employee']>

export function employeeImporter(tools: ImportTools): Importer<EmployeeCells> {
  const { repositories, at, within } = tools
  const { imports, seats } = repositories
  const stored = (batch: readonly Placed<EmployeeCells>[]): Promise<Stored> =>
    imports.byIds(
      'employee',
      batch.map(({ row }) => row.pen),
    )

  return {
    list: EMPLOYEES,

    async check(batch) {
      if (within === null) return []
      const before = await stored(batch)
      const changed = batch.filter(({ row }) => before.has(row.pen) && employeeChange(row, before).length > 0)
      const others = await holdersElsewhere(changed.map(({ row }) => row.pen))
      return changed
        .filter(({ row }) => others.has(row.pen))
        .map(({ line, row }) => rowFault(line, 'not-office-admin', { column: 'pen', value: row.pen }))
    },

    async plan(batch) {
      const before = await stored(batch)
      return batch.flatMap(({ row }) => employeeChange(row, before))
    },
  }

  /** Which of the employees hold a seat now that the caller does not administer. */
  async function holdersElsewhere(pens: readonly string[]): Promise<Set<string>> {
    if (pens.length === 0) return new Set()
    const charges = await imports.chargesNow(pens, at)
    const seatsById = await seats.byIds([...new Set(charges.map(({ seat }) => seat))])
    const offices = await officesAmong(
      tools,
      [...seatsById.values()].map(({ office }) => office),
    )
    const elsewhere = charges.filter(({ seat }) => !offices.get(seatsById.get(seat)?.office ?? ''))
    return new Set(elsewhere.map(({ employee }) => employee))
  }
}

function employeeChange(row: EmployeeCells, stored: Stored): Change[] {
  const before = stored.get(row.pen) ?? null
  const after = employeeAfter(before, row)
  if (after === before) return []
  return changeOf('employee', before, { formerly: [], suspendedFrom: null, version: 1, ...after })
}
