// The tree of offices as it will be when all rows of a file are in.

import type { OfficePlace } from '../../../database/directory/import/repository'
import { onLoops } from '../../../domain/directory/import/loops'
import type { OfficeCells } from '../../../domain/directory/import/office'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'

/** What a row says of the place of its office and of its life. */
export type ListedOffice = Pick<OfficeCells, 'parent' | 'activeFrom' | 'activeUntil' | 'succession'> & {
  line: number
}

export class OfficeTree {
  /** Rows of the file that can be read, by code. */
  readonly listed = new Map<string, ListedOffice>()
  /** Codes of rows that cannot be read. */
  readonly broken = new Set<string>()
  private parents = new Map<string, string | null>()
  private paths = new Map<string, string[]>()

  constructor(
    private readonly stored: ReadonlyMap<string, OfficePlace>,
    /** Lines of rows that are left out. */
    readonly out: Set<number>,
  ) {}

  /** Builds it anew: the rows that are not out, on top of the offices of the directory. */
  build(stored: ReadonlyMap<string, OfficePlace> = this.stored): void {
    this.paths = new Map()
    this.parents = new Map([...stored].map(([code, { parent }]) => [code, parent]))
    for (const code of this.listed.keys()) {
      const row = this.rowOf(code)
      if (row)
        this.parents.set(code, row.parent === undefined ? (this.parents.get(code) ?? null) : row.parent)
    }
  }

  /** The row of an office, unless it is left out. */
  rowOf(code: string): ListedOffice | undefined {
    const row = this.listed.get(code)
    return row && !this.out.has(row.line) ? row : undefined
  }

  /** Codes of all offices above, the topmost first. */
  pathOf(code: string): string[] {
    const cached = this.paths.get(code)
    if (cached) return cached
    const line = new Set([code])
    for (let above = this.parents.get(code) ?? null; above !== null && !line.has(above); ) {
      line.add(above)
      above = this.parents.get(above) ?? null
    }
    const path = [...line].slice(1).reverse()
    this.paths.set(code, path)
    return path
  }

  /** Offices above that are not there, loops, and rows outside of the offices that the caller administers. */
  faults(skipBad: boolean, within: ReadonlySet<string> | null): RowFault[] {
    const looped = onLoops(this.parents.keys(), (code) => this.parents.get(code) ?? null)
    return [...this.listed.keys()].flatMap((code) => {
      const row = this.rowOf(code)
      if (!row) return []
      const { line, parent } = row
      const place = { column: 'parent', value: parent ?? '' }
      if (parent && !this.parents.has(parent)) {
        const inFile = this.listed.has(parent) || this.broken.has(parent)
        if (!inFile) return [rowFault(line, 'import-parent-unknown', place)]
        return skipBad ? [rowFault(line, 'import-row-needed-bad', place)] : []
      }
      if (looped.has(code)) return [rowFault(line, 'import-parent-cycle', place)]
      if (!within || this.mayChange(code, within)) return []
      return [rowFault(line, 'not-office-admin', { column: 'code', value: code })]
    })
  }

  /** Offices of the directory that no row names and whose path is not as it should be. */
  strays(now: ReadonlyMap<string, OfficePlace>): string[] {
    this.build(now)
    return [...now]
      .filter(([code, { path }]) => !this.rowOf(code) && this.pathOf(code).join('/') !== path.join('/'))
      .map(([code]) => code)
  }

  /** It lies below one of these offices, before and after; one of them itself may change where it stays. */
  private mayChange(code: string, within: ReadonlySet<string>): boolean {
    const before = this.stored.get(code)
    const below = this.pathOf(code).some((one) => within.has(one))
    if (!before) return below
    if (![code, ...before.path].some((one) => within.has(one))) return false
    return below || before.parent === (this.parents.get(code) ?? null)
  }
}
