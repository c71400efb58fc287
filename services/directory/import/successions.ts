// Offices that a file says were merged or split, checked as the directory will be when all rows are in.

import type { OfficeRow } from '../../../database/directory/office/schema'
import { KcsError } from '../../../domain/common/error'
import type { OfficeCells } from '../../../domain/directory/import/offices'
import { same } from '../../../domain/directory/import/given'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { succeeded } from '../../../domain/directory/office/changes'
import type { Office } from '../../../domain/directory/office/office'
import type { ImportTools, Placed } from './importer'
import type { OfficeTree } from './office-tree'

type Life = Pick<Office, 'code' | 'activeFrom' | 'activeUntil' | 'succession'>

export class Successions {
  private readonly rows: Placed<OfficeCells>[] = []
  /** Lives of offices by the rows of the file, where these say more than their code. */
  private readonly lives = new Map<string, Placed<OfficeCells>>()

  constructor(
    private readonly tools: ImportTools,
    private readonly tree: OfficeTree,
  ) {}

  notice(placed: Placed<OfficeCells>): void {
    const { succession, activeFrom, activeUntil, code } = placed.row
    if (succession) this.rows.push(placed)
    if (succession || activeFrom || activeUntil) this.lives.set(code, placed)
  }

  /**
   * What is wrong with them. `out` are the lines of rows that are left out. The day may lie in the past, like that of any
   * end in a list: what has been sent stays sent.
   */
  async settle(out: ReadonlySet<number>): Promise<RowFault[]> {
    const rows = this.rows.filter(({ line }) => !out.has(line))
    const codes = rows.flatMap(({ row }) => [row.code, ...row.succession!.into])
    if (rows.length === 0) return []
    const { imports } = this.tools.repositories
    const stored = await imports.byIds<OfficeRow>('office', [...new Set(codes)])
    const before = await imports.succeeded()
    for (const row of before) stored.set(row._id, row)
    const life = (code: string, known = stored.get(code)): Life | undefined => {
      const placed = this.lives.get(code)
      const listed = this.tree.listed.get(code)
      const comes = listed !== undefined && !out.has(listed.line)
      if (!known && !comes) return undefined
      const { activeFrom = null, activeUntil = null, succession = null } = known ?? {}
      const cells = placed && comes ? placed.row : undefined
      return {
        code,
        activeFrom: cells?.activeFrom ?? activeFrom,
        activeUntil: cells?.activeUntil ?? activeUntil,
        succession: cells?.succession ?? succession,
      }
    }
    const chained = [...codes, ...before.map(({ _id }) => _id)].flatMap((code) => lifeOf(code, life(code)))
    const offices = new Map(chained)
    return rows.flatMap((placed) => this.faultsOf(placed, stored.get(placed.row.code), offices))
  }

  private faultsOf(
    { line, row }: Placed<OfficeCells>,
    before: OfficeRow | undefined,
    offices: ReadonlyMap<string, Life>,
  ): RowFault[] {
    const succession = row.succession!
    if (before && same(before.succession, succession)) return []
    const { within } = this.tools
    try {
      succeeded({ ...offices.get(row.code)!, succession: before?.succession ?? null }, succession, offices)
    } catch (error) {
      if (!(error instanceof KcsError)) throw error
      const place = { column: 'successors', value: succession.into.join('; ') }
      return [rowFault(line, error.code, { ...place, ...(error.detail ? { detail: error.detail } : {}) })]
    }
    const mine = (code: string) =>
      within === null || [code, ...this.tree.pathOf(code)].some((one) => within.has(one))
    const other = succession.into.find((code) => !mine(code))
    return other === undefined
      ? []
      : [rowFault(line, 'not-office-admin', { column: 'successors', value: other })]
  }
}

function lifeOf(code: string, life: Life | undefined): [string, Life][] {
  return life ? [[code, life]] : []
}
