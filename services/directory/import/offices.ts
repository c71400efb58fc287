// Importing offices: the tree is checked as it will be when all rows are in, in whatever order they come.

import type { Change } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import {
  headSeat,
  headSeatId,
  officeAfter,
  type OfficeCells,
  OFFICES,
} from '../../../domain/directory/import/office'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Office } from '../../../domain/directory/office/office'
import { changeOf, type Importer, type ImportTools } from './importer'
import { OfficeTree } from './office-tree'
import { isOver } from './seats'
import { type ListedLives, successionFaults } from './successions'

const BATCH = 1_000

/** Heads by the offices that have seats; null where none of them is one. */
type Heads = ReadonlyMap<string, string | null>

export function officeImporter(tools: ImportTools): Importer<OfficeCells> {
  const { repositories, staging, at, within, skipBad } = tools
  const { imports, endpoints } = repositories
  let tree = new OfficeTree(new Map(), new Set())
  let endpointIds: Set<string> | undefined

  return {
    list: OFFICES,

    async check(batch) {
      endpointIds ??= new Set([...(await endpoints.list()).map(({ id }) => id), 'kcs-agent', 'print'])
      const ending = batch.filter(({ row }) => isOver(row.activeUntil, at))
      const unknown = batch.filter(({ row }) => row.endpoint && !endpointIds?.has(row.endpoint))
      const before = await imports.byIds(
        'office',
        [...ending, ...unknown].map(({ row }) => row.code),
      )
      const lasting = ending.filter(({ row }) => {
        const office = before.get(row.code)
        return office && !isOver(office.activeUntil, at)
      })
      const open = await imports.officesWithOpenTapals(lasting.map(({ row }) => row.code))
      // One that an office has already may stay.
      const foreign = unknown.filter(({ row }) => !hasEndpoint(before.get(row.code), row.endpoint))
      return [
        ...lasting
          .filter(({ row }) => open.has(row.code))
          .map(({ line, row }) =>
            rowFault(line, 'import-open-tapals', { column: 'active_until', value: row.code }),
          ),
        ...foreign.map(({ line, row }) =>
          rowFault(line, 'import-endpoint-unknown', { column: 'endpoint', value: row.endpoint! }),
        ),
      ]
    },

    async *settle() {
      const { bad } = await staging.counted()
      tree = new OfficeTree(await imports.officeTree(), skipBad ? bad : new Set())
      const lives: ListedLives = new Map()
      for await (const { key, line, row } of staging.all<OfficeCells>()) {
        if (row === null) tree.broken.add(key)
        else {
          const { parent, activeFrom, activeUntil, succession } = row
          tree.listed.set(row.code, { line, parent })
          if (succession || activeFrom || activeUntil)
            lives.set(row.code, { activeFrom, activeUntil, succession })
        }
      }
      for (;;) {
        tree.build()
        const faults: RowFault[] = tree.faults(skipBad, within)
        if (faults.length === 0 || !skipBad) faults.push(...(await successionFaults(tools, tree, lives)))
        yield faults
        if (faults.length === 0 || !skipBad) return
        for (const { line } of faults) tree.out.add(line)
      }
    },

    async plan(batch) {
      const codes = batch.map(({ row }) => row.code)
      const [before, heads] = await Promise.all([
        imports.byIds('office', codes),
        imports.headsOf([...new Set(codes.flatMap((code) => [code, ...tree.pathOf(code)]))]),
      ])
      return batch.flatMap((placed) => officeChanges(placed, before.get(placed.row.code) ?? null, heads))
    },

    async *rest() {
      // Read again: what others have moved meanwhile is taken into account, and what a broken run left is mended.
      const moved = tree.strays(await imports.officeTree())
      for (let from = 0; from < moved.length; from += BATCH) {
        const offices = await imports.byIds('office', moved.slice(from, from + BATCH))
        yield [...offices.values()].map((before): Change => {
          const { code, name } = before
          const after = officeAfter(before, { code, name }, tree.pathOf(code), at)
          return { thing: 'office', before, after, named: false, ended: false }
        })
      }
    },
  }

  function officeChanges({ row }: Placed<OfficeCells>, before: Office | null, heads: Heads): Change[] {
    const path = tree.pathOf(row.code)
    const office = officeAfter(before, row, path, at)
    if (heads.has(row.code)) return changeOf('office', before, office)
    const seat = headSeat(row.code, headAbove(path, heads))
    return [
      ...changeOf('office', before, { ...office, inwardSeat: seat.id }),
      { thing: 'seat', before: null, after: seat, named: false, ended: false },
    ]
  }

  /** The head of the nearest office above that has one, or will have one by this file. */
  function headAbove(path: readonly string[], heads: Heads): string | null {
    for (const code of [...path].reverse()) {
      const head = heads.get(code) ?? null
      if (head !== null) return head
      if (!heads.has(code) && tree.rowOf(code)) return headSeatId(code)
    }
    return null
  }
}

function hasEndpoint(office: Office | undefined, endpoint: string | undefined): boolean {
  return office?.profiles.some(({ ways }) => ways.some((way) => way.endpoint === endpoint)) ?? false
}
