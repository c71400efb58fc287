// Offices that a file says were merged or split, checked as the directory will be when all rows are in.

import { isKcsError } from '../../../domain/common/error'
import { same } from '../../../domain/directory/import/fields'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import { succeeded } from '../../../domain/directory/office/changes'
import type { Office, Succession } from '../../../domain/directory/office/office'
import type { ImportTools } from './importer'
import type { OfficeTree } from './office-tree'

type Life = Pick<Office, 'code' | 'activeFrom' | 'activeUntil' | 'succession'>

/**
 * What is wrong with the successions of rows that are not left out. The day may lie in the past, like that of any end in
 * a list: what has been sent stays sent.
 */
export async function successionFaults(
  { repositories, within }: ImportTools,
  tree: OfficeTree,
): Promise<RowFault[]> {
  const rows = [...tree.listed.keys()].flatMap((code) => {
    const { line, succession } = tree.rowOf(code) ?? {}
    return line !== undefined && succession ? [{ code, line, succession }] : []
  })
  if (rows.length === 0) return []
  const named = rows.flatMap(({ code, succession }) => [code, ...succession.into])
  const stored = await repositories.imports.byIds('office', named)
  for (const office of await repositories.imports.succeeded()) stored.set(office.code, office)
  const offices = new Map([...named, ...stored.keys()].flatMap((code) => lifeOf(code)))
  return rows.flatMap(({ code, line, succession }) => {
    const before = stored.get(code)?.succession ?? null
    if (before && same(before, succession)) return []
    const fault = faultOf({ ...offices.get(code)!, succession: before }, succession)
    return fault ? [rowFault(line, fault.code, { column: 'successors', ...fault })] : []
  })

  function lifeOf(code: string): [string, Life][] {
    const office = stored.get(code)
    const row = tree.rowOf(code)
    if (!office && !row) return []
    const activeFrom = row?.activeFrom ?? office?.activeFrom ?? null
    const activeUntil = row?.activeUntil ?? office?.activeUntil ?? null
    const succession = row?.succession ?? office?.succession ?? null
    return [[code, { code, activeFrom, activeUntil, succession }]]
  }

  function faultOf(office: Life, succession: Succession) {
    try {
      succeeded(office, succession, offices)
    } catch (error) {
      if (!isKcsError(error)) throw error
      const { code, detail } = error
      return { code, value: succession.into.join('; '), ...(detail ? { detail } : {}) }
    }
    const foreign = succession.into.find(
      (code) => within !== null && ![code, ...tree.pathOf(code)].some((one) => within.has(one)),
    )
    return foreign === undefined ? null : { code: 'not-office-admin' as const, value: foreign }
  }
}
