// What is wrong with rows of whatever list beside the directory, as the table of the list says.

import { type RowFault, rowFault } from '../../../domain/common/table/sheet'
import { columnOf } from '../../../domain/common/table/table'
import { likelyTwinsOf, twinKey } from '../../../domain/common/text/code'
import type { ImportedThing, Reference } from '../../../domain/directory/import/list'
import type { OfficeCells } from '../../../domain/directory/import/office'
import { endsSooner } from '../../../domain/directory/office/changes'
import { withinOfThings } from '../../access/right/lists'
import type { AnyCells, Batch, ImportTools, Stored } from './importer'

/**
 * Makes the check of the keys that one file gives anew, which it remembers: how they look, and whether they would pass for
 * one that is there or comes with the file.
 */
export function newKeyCheck({ list, repositories: { imports } }: ImportTools) {
  const { key: field, newKey, thing } = list
  const column = columnOf(field)
  const broughtByTwin = new Map<string, string>()
  return async (batch: Batch<AnyCells>, stored: ReadonlyMap<string, unknown>): Promise<RowFault[]> => {
    const fresh = newKey ? batch.filter(({ key }) => !stored.has(key)) : []
    const twins = fresh.map(({ key }) => likelyTwinsOf(key))
    const there = await imports.idsAmong(thing, twins.flat())
    return fresh.flatMap(({ line, key }, index) => {
      if (!newKey!.test(key)) return [rowFault(line, 'import-code-malformed', { column, value: key })]
      const twin = twinKey(key)
      const known = twins[index]!.find((likely) => there.has(likely)) ?? broughtByTwin.get(twin) ?? key
      if (known === key) broughtByTwin.set(twin, key)
      const detail = `${known} is there.`
      return known === key ? [] : [rowFault(line, 'import-near-twin', { column, value: key, detail })]
    })
  }
}

/** Cells that name what is not there; `inFile` those of things that may come with the list, in a row that counts. */
export async function referenceFaults(
  tools: ImportTools,
  batch: Batch<AnyCells>,
  { inFile }: { inFile: boolean },
): Promise<RowFault[]> {
  const faults: RowFault[] = []
  for (const reference of tools.list.references ?? []) {
    const { field, to, code } = reference
    if ((to === tools.list.thing) !== inFile) continue
    const cells = batch.flatMap(({ line, cells: { [field]: value } }) =>
      typeof value === 'string' ? [{ line, column: columnOf(field), value }] : [],
    )
    const values = [...new Set(cells.map(({ value }) => value))]
    const there = await thereAmong(tools, reference, values)
    const missing = inFile ? values.filter((value) => !there.has(value)) : []
    const rows = await tools.staging.byKeys(missing)
    for (const cell of cells) {
      const row = rows.get(cell.value)
      if (there.get(cell.value) || (row && !(tools.skipBad && row.bad))) continue
      const absent = row ? 'import-row-needed-bad' : code
      faults.push(rowFault(cell.line, there.has(cell.value) ? 'not-office-admin' : absent, cell))
    }
  }
  return faults
}

/** Those of the things that are there; true where the caller may name them in a row. */
async function thereAmong(
  { repositories, within, at }: ImportTools,
  { to, administered }: Reference,
  ids: readonly string[],
): Promise<Map<string, boolean>> {
  const { imports } = repositories
  if (!administered || within === null)
    return new Map([...(await imports.idsAmong(to, ids))].map((id) => [id, true]))
  const things = await imports.byIds(to, ids)
  const liesOf = await withinOfThings(repositories, within, to, [...things.values()], at)
  return new Map([...things].map(([id, one]) => [id, liesOf(one).every(Boolean)]))
}

/** Rows that change a thing which the caller does not administer as it is. */
export async function foreignFaults(
  { list: { thing, owned, after }, repositories, within, at }: ImportTools,
  batch: Batch<AnyCells>,
  stored: Stored<ImportedThing>,
): Promise<RowFault[]> {
  if (within === null || owned === undefined) return []
  const changed = batch.flatMap(({ line, key, cells }) => {
    const before = stored.get(key)
    if (!before || after?.(before as never, cells, at) === before) return []
    const cell = { column: columnOf(owned), value: String(cells[owned]) }
    return [{ before, fault: rowFault(line, 'not-office-admin', cell) }]
  })
  const things = changed.map(({ before }) => before)
  const liesOf = await withinOfThings(repositories, within, thing, things, at)
  return changed.flatMap(({ before, fault }) => (liesOf(before).every(Boolean) ? [] : fault))
}

/** Rows that end an office or a seat where tapals are open, be it on a day to come; a successor takes them over. */
export async function openFaults(
  { list: { thing }, repositories: { tapals } }: ImportTools,
  batch: Batch<AnyCells>,
  stored: Stored<ImportedThing>,
): Promise<RowFault[]> {
  if (thing !== 'office' && thing !== 'seat') return []
  const ending = (batch as Batch<Partial<OfficeCells>>).filter(({ key, cells }) => {
    const before = stored.get(key)
    if (!before || !('activeUntil' in before) || cells.succeededAt) return false
    return endsSooner(before.activeUntil, cells.activeUntil)
  })
  const ids = ending.map(({ key }) => key)
  const open = await tapals.withOpen(thing, ids)
  return ending.flatMap(({ line, key }) =>
    open.has(key) ? [rowFault(line, 'import-open-tapals', { column: 'active_until', value: key })] : [],
  )
}
