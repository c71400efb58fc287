// The tree of offices as it will be when all rows of a file are in.

import type { OfficePlace } from '../../../database/directory/import/repository'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'

/** What a row says of the place of its office; undefined where its file has no column for that. */
export interface ListedOffice {
  line: number
  parent: string | null | undefined
}

export class OfficeTree {
  /** Rows of the file that can be read, by code. */
  readonly listed = new Map<string, ListedOffice>()
  /** Codes of rows that cannot be read otherwise. */
  readonly broken = new Set<string>()
  private parents = new Map<string, string | null>()
  private paths = new Map<string, string[]>()
  private out: ReadonlySet<number> = new Set()

  constructor(private readonly stored: ReadonlyMap<string, OfficePlace>) {
    this.lay(stored, new Set())
  }

  /** Codes of all offices above, the topmost first. */
  pathOf(code: string): string[] {
    const known = this.paths.get(code)
    if (known) return known
    const line = [code]
    const seen = new Set(line)
    for (let above = this.parents.get(code) ?? null; above !== null && !seen.has(above); ) {
      line.push(above)
      seen.add(above)
      above = this.parents.get(above) ?? null
    }
    const path = line.slice(1).reverse()
    this.paths.set(code, path)
    return path
  }

  /**
   * What is wrong with the tree: offices above that are not there, loops, and rows outside the offices that the caller
   * administers. Where bad rows are skipped, it goes on until what is left holds together.
   */
  settle(bad: ReadonlySet<number>, skipBad: boolean, within: ReadonlySet<string> | null): RowFault[] {
    const out = new Set(skipBad ? bad : [])
    const found: RowFault[] = []
    for (;;) {
      this.lay(this.stored, out)
      const faults = this.faults(out, skipBad, within)
      found.push(...faults)
      for (const { line } of faults) out.add(line)
      if (!skipBad || faults.length === 0) return found
    }
  }

  /** Offices of the directory that no row names and whose path is not as it should be. */
  strays(now: ReadonlyMap<string, OfficePlace>): string[] {
    this.lay(now, this.out)
    return [...now.keys()].filter(
      (code) => !this.placed(code) && this.pathOf(code).join('/') !== now.get(code)!.path.join('/'),
    )
  }

  private placed(code: string): boolean {
    const row = this.listed.get(code)
    return row !== undefined && !this.out.has(row.line)
  }

  private lay(stored: ReadonlyMap<string, OfficePlace>, out: ReadonlySet<number>): void {
    this.out = out
    this.paths = new Map()
    this.parents = new Map([...stored].map(([code, { parent }]) => [code, parent]))
    for (const [code, { line, parent }] of this.listed)
      if (!out.has(line))
        this.parents.set(code, parent === undefined ? (this.parents.get(code) ?? null) : parent)
  }

  private faults(out: ReadonlySet<number>, skipBad: boolean, within: ReadonlySet<string> | null): RowFault[] {
    const faults: RowFault[] = []
    const looped = this.loops()
    for (const [code, { line, parent }] of this.listed) {
      if (out.has(line)) continue
      const place = { column: 'parent', value: parent ?? '' }
      if (parent && !this.parents.has(parent)) {
        const inFile = this.listed.has(parent) || this.broken.has(parent)
        if (!inFile) faults.push(rowFault(line, 'import-parent-unknown', place))
        else if (skipBad) faults.push(rowFault(line, 'import-row-needed-bad', place))
      } else if (looped.has(code)) faults.push(rowFault(line, 'import-parent-cycle', place))
      else if (within && !this.mayChange(code, within))
        faults.push(rowFault(line, 'not-office-admin', { column: 'code', value: code }))
    }
    return faults
  }

  private loops(): Set<string> {
    const looped = new Set<string>()
    const done = new Set<string>()
    for (const start of this.parents.keys()) {
      const way: string[] = []
      const onWay = new Set<string>()
      let code: string | null = start
      while (code !== null && !done.has(code) && !onWay.has(code)) {
        way.push(code)
        onWay.add(code)
        code = this.parents.get(code) ?? null
      }
      if (code !== null && onWay.has(code)) for (const one of way.slice(way.indexOf(code))) looped.add(one)
      for (const one of way) done.add(one)
    }
    return looped
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
