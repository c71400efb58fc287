// Importing offices: the tree is checked as it will be when all rows are in, in whatever order they come.

import type { Change } from '../../../database/directory/import/change'
import type { OfficeRow } from '../../../database/directory/office/schema'
import type { SeatRow } from '../../../database/directory/seat/schema'
import {
  headSeat,
  headSeatId,
  OFFICE_COLUMNS,
  officeAfter,
  type OfficeCells,
  readOffice,
} from '../../../domain/directory/import/offices'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Office } from '../../../domain/directory/office/office'
import type { Importer, ImportTools, Placed } from './importer'
import { OfficeTree } from './office-tree'
import { Successions } from './successions'

const BATCH = 1_000

export async function officeImporter(tools: ImportTools): Promise<Importer<OfficeCells>> {
  const { repositories, at, within } = tools
  const { imports, endpoints } = repositories
  const [stored, known] = await Promise.all([imports.officeTree(), endpoints.list()])
  const endpointIds = new Set([...known.map(({ id }) => id), 'kcs-agent', 'print'])
  const tree = new OfficeTree(stored)
  const successions = new Successions(tools, tree)

  return {
    columns: OFFICE_COLUMNS,

    read(reader) {
      const cells = readOffice(reader)
      if (cells === null) tree.broken.add(reader.peek('code'))
      return cells
    },

    notice({ line, row }, reader) {
      const first = tree.listed.get(row.code)
      if (first)
        reader.fault('code', row.code, 'import-duplicate', `It stands in line ${first.line} already.`)
      else {
        tree.listed.set(row.code, { line, parent: row.parent })
        successions.notice({ line, row })
      }
    },

    async check(batch) {
      const ending = batch.filter(({ row }) => endsBy(row.activeUntil, at) && stored.has(row.code))
      const unknown = batch.filter(({ row }) => row.endpoint && !endpointIds.has(row.endpoint))
      const before = await imports.byIds<OfficeRow>(
        'office',
        [...ending, ...unknown].map(({ row }) => row.code),
      )
      const lasting = ending.filter(({ row }) => !endsBy(before.get(row.code)?.activeUntil, at))
      const open = await imports.officesWithOpenTapals(lasting.map(({ row }) => row.code))
      const faults = lasting
        .filter(({ row }) => open.has(row.code))
        .map(({ line, row }) =>
          rowFault(line, 'import-open-tapals', { column: 'active_until', value: row.code }),
        )
      // One that an office has already is not asked about.
      for (const { line, row } of unknown)
        if (
          !before
            .get(row.code)
            ?.profiles.some(({ ways }) => ways.some((way) => way.endpoint === row.endpoint))
        )
          faults.push(rowFault(line, 'import-endpoint-unknown', { column: 'endpoint', value: row.endpoint! }))
      return faults
    },

    async settle(bad, skipBad) {
      const out = new Set(skipBad ? bad : [])
      const found: RowFault[] = []
      for (;;) {
        const faults = tree.settle(out, skipBad, within)
        for (const { line } of faults) if (skipBad) out.add(line)
        faults.push(...(await successions.settle(out)))
        found.push(...faults)
        for (const { line } of faults) if (skipBad) out.add(line)
        if (!skipBad || faults.length === 0) return found
      }
    },

    async plan(batch) {
      const codes = batch.map(({ row }) => row.code)
      const [before, seated] = await Promise.all([
        imports.byIds<OfficeRow>('office', codes),
        imports.headsOf([...new Set(codes.flatMap((code) => [code, ...tree.pathOf(code)]))]),
      ])
      return batch.flatMap((placed) => officeChanges(placed, before, seated))
    },

    async *rest() {
      // Read again: what others have moved meanwhile is taken into account, and what a broken run left is mended.
      const now = await imports.officeTree()
      const moved = tree.strays(now)
      for (let from = 0; from < moved.length; from += BATCH) {
        const codes = moved.slice(from, from + BATCH)
        const before = await imports.byIds<OfficeRow>('office', codes)
        yield [...before.values()].flatMap((row) => movedWith(row))
      }
    },
  }

  function officeChanges(
    { row }: Placed<OfficeCells>,
    rows: ReadonlyMap<string, OfficeRow>,
    seated: ReadonlyMap<string, string | null>,
  ): Change[] {
    const before = rows.get(row.code) ?? null
    const was = before && asOffice(before)
    const path = tree.pathOf(row.code)
    const office = officeAfter(was, row, path, at)
    const needsSeat = !seated.has(row.code)
    const changes: Change[] = []
    if (office !== was || needsSeat) {
      const after = rowOf(needsSeat ? { ...office, inwardSeat: headSeatId(row.code) } : office)
      const ended =
        (before?.activeUntil === null && after.activeUntil !== null) ||
        (before?.succession === null && after.succession !== null)
      changes.push({ thing: 'office', before, after, named: true, ended })
    }
    if (needsSeat) {
      const { id, ...seat } = headSeat(row.code, headAbove(path, seated))
      const after: SeatRow = { ...seat, _id: id }
      changes.push({ thing: 'seat', before: null, after, named: false, ended: false })
    }
    return changes
  }

  /** The head of the nearest office above that has one, or will have one by this file. */
  function headAbove(path: readonly string[], seated: ReadonlyMap<string, string | null>): string | null {
    for (const code of [...path].reverse()) {
      const head = seated.get(code) ?? null
      if (head !== null) return head
      if (!seated.has(code) && tree.listed.has(code)) return headSeatId(code)
    }
    return null
  }

  function movedWith(before: OfficeRow): Change[] {
    const path = tree.pathOf(before._id)
    const office = officeAfter(asOffice(before), { code: before._id, name: before.name }, path, at)
    return [{ thing: 'office', before, after: rowOf(office), named: false, ended: false }]
  }
}

/** Whether that is an end, and not one that lies ahead. */
function endsBy(until: Date | null | undefined, at: Date): boolean {
  return until !== null && until !== undefined && until <= at
}

function asOffice({ _id, ...fields }: OfficeRow): Office {
  return { ...fields, code: _id }
}

function rowOf({ code, ...fields }: Office): OfficeRow {
  return { ...fields, _id: code }
}
