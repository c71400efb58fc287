// The offices as they will be when all rows of a file are in: the tree that they make, and who follows upon whom.

import { isKcsError } from '../../../domain/common/error'
import { type RowFault, rowFault } from '../../../domain/common/table/sheet'
import { onLoops } from '../../../domain/directory/import/loops'
import { NOWHERE, type OfficePlace } from '../../../domain/directory/import/office'
import { succeeded } from '../../../domain/directory/office/changes'
import { same } from '../../../domain/directory/office/dated'
import { liesWithin } from '../../access/right/subtree'

/** A row of the file: what it says of the place of its office and of its life. */
export type ListedOffice = Partial<Omit<OfficePlace, 'code' | 'path'>> & { line: number }

/**
 * The offices of the directory with the rows that count laid over them, by code; `within` are those below which the caller
 * may change rows, null for all.
 */
export function officeTree(
  stored: ReadonlyMap<string, OfficePlace>,
  rows: ReadonlyMap<string, ListedOffice>,
  within: ReadonlySet<string> | null,
) {
  const offices = new Map(stored)
  for (const [code, row] of rows) {
    const was: Omit<OfficePlace, 'code'> = stored.get(code) ?? NOWHERE
    const { parent = was.parent, activeFrom = was.activeFrom, activeUntil = was.activeUntil } = row
    const { succession = was.succession } = row
    offices.set(code, { code, parent, path: was.path, activeFrom, activeUntil, succession })
  }
  const above = (code: string) => offices.get(code)?.parent ?? null

  /** Codes of all offices above, the topmost first. */
  function pathOf(code: string): string[] {
    const line = new Set([code])
    for (let next = above(code); next !== null && !line.has(next); next = above(next)) line.add(next)
    return [...line].slice(1).reverse()
  }

  /** It lies below the caller's offices, before and after; one of these itself may change where it stays. */
  function mayChange(code: string): boolean {
    const before = stored.get(code)
    const below = liesWithin(within, pathOf(code))
    if (!before || !liesWithin(within, [code, ...before.path])) return below && !before
    return below || before.parent === above(code)
  }

  /** Rows on a ring, and rows outside of the offices that the caller administers. */
  function faults(): RowFault[] {
    const looped = onLoops(rows.keys(), above)
    return [...rows].flatMap(([code, { line, parent }]) => {
      if (looped.has(code))
        return [rowFault(line, 'import-parent-cycle', { column: 'parent', value: parent ?? '' })]
      if ((parent && !offices.has(parent)) || mayChange(code)) return []
      return [rowFault(line, 'not-office-admin', { column: 'code', value: code })]
    })
  }

  /** Mergers and splits that cannot be. Their day may lie in the past, like any end in a list: what was sent stays sent. */
  function successionFaults(): RowFault[] {
    return [...rows].flatMap(([code, { line, succession }]) => {
      const before = stored.get(code)?.succession ?? null
      if (!succession || same(before, succession)) return []
      const { into } = succession
      const cell = { column: 'successors', value: into.join('; ') }
      try {
        succeeded({ ...offices.get(code)!, succession: before }, succession, offices)
      } catch (error) {
        if (!isKcsError(error)) throw error
        return [rowFault(line, error.code, { ...cell, detail: error.detail })]
      }
      const foreign = into.find((one) => !liesWithin(within, [one, ...pathOf(one)]))
      return foreign ? [rowFault(line, 'not-office-admin', { ...cell, value: foreign })] : []
    })
  }

  /** Offices of the directory that no row names and whose path is not as it should be. */
  function strays(): string[] {
    const others = [...stored.values()].filter(({ code }) => !rows.has(code))
    return others.flatMap(({ code, path }) => (same(pathOf(code), path) ? [] : [code]))
  }

  return { rows, pathOf, faults, successionFaults, strays }
}
