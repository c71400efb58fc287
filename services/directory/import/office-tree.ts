// The offices as they will be when all rows of a file are in: the tree that they make, and who follows upon whom.

import type { OfficePlace } from '../../../database/directory/import/repository'
import { isKcsError } from '../../../domain/common/error'
import { type RowFault, rowFault } from '../../../domain/common/table/sheet'
import { setFields } from '../../../domain/directory/import/list'
import { onLoops } from '../../../domain/directory/import/loops'
import { succeeded } from '../../../domain/directory/office/changes'
import { same } from '../../../domain/directory/office/dated'
import { liesWithin } from '../../access/right/subtree'

/** A row of the file: what it says of the place of its office and of its life. */
export type ListedOffice = Partial<Omit<OfficePlace, 'code' | 'path'>> & { line: number }

export class OfficeTree {
  private readonly offices: ReadonlyMap<string, OfficePlace>

  constructor(
    /** The offices of the directory. */
    private readonly stored: ReadonlyMap<string, OfficePlace>,
    /** The rows that count, by code. */
    readonly rows: ReadonlyMap<string, ListedOffice>,
    /** Codes of the offices below which the caller may change rows; null for all. */
    private readonly within: ReadonlySet<string> | null,
  ) {
    const laid = [...rows].map(([code, { line: _line, ...row }]): [string, OfficePlace] => {
      const blank = { code, parent: null, path: [], activeFrom: null, activeUntil: null, succession: null }
      return [code, { ...blank, ...stored.get(code), ...setFields(row) }]
    })
    this.offices = new Map([...stored, ...laid])
  }

  /** Codes of all offices above, the topmost first. */
  pathOf(code: string): string[] {
    const line = new Set([code])
    for (let above = this.above(code); above !== null && !line.has(above); above = this.above(above))
      line.add(above)
    return [...line].slice(1).reverse()
  }

  /** Rows on a ring, and rows outside of the offices that the caller administers. */
  faults(): RowFault[] {
    const looped = onLoops(this.rows.keys(), (code) => this.above(code))
    return [...this.rows].flatMap(([code, { line, parent }]) => {
      if (looped.has(code))
        return [rowFault(line, 'import-parent-cycle', { column: 'parent', value: parent ?? '' })]
      if ((parent && !this.offices.has(parent)) || this.mayChange(code)) return []
      return [rowFault(line, 'not-office-admin', { column: 'code', value: code })]
    })
  }

  /** Mergers and splits that cannot be. Their day may lie in the past, like any end in a list: what was sent stays sent. */
  successionFaults(): RowFault[] {
    return [...this.rows].flatMap(([code, { line, succession }]) => {
      const before = this.stored.get(code)?.succession ?? null
      if (!succession || same(before, succession)) return []
      const { into } = succession
      const cell = { column: 'successors', value: into.join('; ') }
      try {
        succeeded({ ...this.offices.get(code)!, succession: before }, succession, this.offices)
      } catch (error) {
        if (!isKcsError(error)) throw error
        return [rowFault(line, error.code, { ...cell, detail: error.detail })]
      }
      const foreign = into.find((one) => !liesWithin(this.within, [one, ...this.pathOf(one)]))
      return foreign ? [rowFault(line, 'not-office-admin', { ...cell, value: foreign })] : []
    })
  }

  /** Offices of the directory that no row names and whose path is not as it should be. */
  strays(): string[] {
    return [...this.stored.values()].flatMap(({ code, path }) =>
      this.rows.has(code) || this.pathOf(code).join('/') === path.join('/') ? [] : [code],
    )
  }

  private above(code: string): string | null {
    return this.offices.get(code)?.parent ?? null
  }

  /** It lies below the caller's offices, before and after; one of these itself may change where it stays. */
  private mayChange(code: string): boolean {
    const before = this.stored.get(code)
    const below = liesWithin(this.within, this.pathOf(code))
    if (!before || !liesWithin(this.within, [code, ...before.path])) return below && !before
    return below || before.parent === this.above(code)
  }
}
