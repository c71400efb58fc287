// The offices as they will be when all rows of a file are in: the tree that they make, and who follows upon whom.

import type { OfficePlace } from '../../../database/directory/import/repository'
import { isKcsError } from '../../../domain/common/error'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import { same, setFields } from '../../../domain/directory/import/fields'
import { onLoops } from '../../../domain/directory/import/loops'
import type { OfficeCells } from '../../../domain/directory/import/office'
import { succeeded } from '../../../domain/directory/office/changes'
import type { Succession } from '../../../domain/directory/office/office'
import type { CellPlace } from './importer'

/** A row of the file: what it says of the place of its office and of its life. */
export type ListedOffice = Partial<Pick<OfficeCells, keyof OfficePlace & keyof OfficeCells>> & {
  line: number
}

type Within = ReadonlySet<string> | null

export class OfficeTree {
  private readonly offices: ReadonlyMap<string, OfficePlace>

  constructor(
    /** The offices of the directory. */
    private readonly stored: ReadonlyMap<string, OfficePlace>,
    /** The rows that count, by code. */
    readonly rows: ReadonlyMap<string, ListedOffice>,
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

  /** The cells of rows that name an office above which is neither in the directory nor among the rows. */
  orphans(): CellPlace[] {
    return [...this.rows.values()].flatMap(({ line, parent }) =>
      this.isMissing(parent) ? [{ line, column: 'parent', value: parent }] : [],
    )
  }

  /** Rows on a ring, and rows outside of the offices that the caller administers. */
  faults(within: Within): RowFault[] {
    const looped = onLoops(this.rows.keys(), (code) => this.above(code))
    return [...this.rows].flatMap(([code, { line, parent }]) => {
      if (looped.has(code))
        return [rowFault(line, 'import-parent-cycle', { column: 'parent', value: parent ?? '' })]
      if (this.isMissing(parent) || this.mayChange(code, within)) return []
      return [rowFault(line, 'not-office-admin', { column: 'code', value: code })]
    })
  }

  /** Mergers and splits that cannot be. Their day may lie in the past, like any end in a list: what was sent stays sent. */
  successionFaults(within: Within): RowFault[] {
    return [...this.rows].flatMap(([code, { line, succession }]) => {
      const before = this.stored.get(code)?.succession ?? null
      if (!succession || same(before, succession)) return []
      const fault = this.successionFault(
        { ...this.offices.get(code)!, succession: before },
        succession,
        within,
      )
      return fault ? [rowFault(line, fault.code, { column: 'successors', ...fault })] : []
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

  private isMissing(parent: string | null | undefined): parent is string {
    return Boolean(parent) && !this.offices.has(parent!)
  }

  /** It lies below one of these offices, before and after; one of them itself may change where it stays. */
  private mayChange(code: string, within: Within): boolean {
    if (within === null) return true
    const before = this.stored.get(code)
    const below = this.pathOf(code).some((one) => within.has(one))
    if (!before) return below
    if (![code, ...before.path].some((one) => within.has(one))) return false
    return below || before.parent === this.above(code)
  }

  private successionFault(office: OfficePlace, succession: Succession, within: Within) {
    try {
      succeeded(office, succession, this.offices)
    } catch (error) {
      if (!isKcsError(error)) throw error
      const { code, detail } = error
      return { code, value: succession.into.join('; '), ...(detail ? { detail } : {}) }
    }
    const foreign = succession.into.find(
      (code) => within !== null && ![code, ...this.pathOf(code)].some((one) => within.has(one)),
    )
    return foreign === undefined ? null : { code: 'not-office-admin' as const, value: foreign }
  }
}
