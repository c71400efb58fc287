// Importing offices: the tree is checked as it will be when all rows are in, in whatever order they come.

import type { Change } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import { headSeat, headSeatId, officeAfter, type OfficeCells } from '../../../domain/directory/import/office'
import { STAND_INS } from '../../../domain/letters/systems'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Office } from '../../../domain/directory/office/office'
import { changeOf, type Importer, type ImportTools } from './importer'
import { OfficeTree } from './office-tree'
import { isOver } from './seats'
import { successionFaults } from './successions'

const BATCH = 1_000

/** Heads by the offices that have seats; null where none of them is one. */
type Heads = ReadonlyMap<string, string | null>

export function officeImporter(tools: ImportTools): Importer<OfficeCells, 'office'> {
  const { repositories, staging, at, within, skipBad } = tools
  const { imports, endpoints } = repositories
  let tree = new OfficeTree(new Map(), new Set())
  let endpointIds: Set<string> | undefined

  return {
    async check(batch, stored) {
      endpointIds ??= new Set([...(await endpoints.list()).map(({ id }) => id), ...STAND_INS])
      const ending = batch.filter(({ key, row }) => {
        const office = stored.get(key)
        return office && isOver(row.activeUntil, at) && !isOver(office.activeUntil, at)
      })
      const open = await imports.withOpenTapals(
        'office',
        ending.map(({ key }) => key),
      )
      return batch.flatMap(({ line, key, row }): RowFault[] => {
        const { endpoint } = row
        // One that an office has already may stay.
        const foreign = endpoint && !endpointIds?.has(endpoint) && !hasEndpoint(stored.get(key), endpoint)
        const end = { column: 'active_until', value: key }
        return [
          ...(open.has(key) ? [rowFault(line, 'import-open-tapals', end)] : []),
          ...(foreign
            ? [rowFault(line, 'import-endpoint-unknown', { column: 'endpoint', value: endpoint })]
            : []),
        ]
      })
    },

    async *settle() {
      const { bad } = await staging.counted()
      tree = new OfficeTree(await imports.officeTree(), skipBad ? bad : new Set())
      for await (const { key, line, row } of staging.all<OfficeCells>()) {
        if (row === null) tree.broken.add(key)
        else {
          const { parent, activeFrom, activeUntil, succession } = row
          tree.listed.set(key, { line, parent, activeFrom, activeUntil, succession })
        }
      }
      for (;;) {
        tree.build()
        const faults: RowFault[] = tree.faults(skipBad, within)
        if (faults.length === 0 || !skipBad) faults.push(...(await successionFaults(tools, tree)))
        yield faults
        if (faults.length === 0 || !skipBad) return
        for (const { line } of faults) tree.out.add(line)
      }
    },

    async plan(batch, stored) {
      const codes = new Set(batch.flatMap(({ key }) => [key, ...tree.pathOf(key)]))
      const heads = await imports.headsOf([...codes])
      return batch.flatMap((placed) => officeChanges(placed, stored.get(placed.key) ?? null, heads))
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

function hasEndpoint(office: Office | undefined, endpoint: string): boolean {
  return office?.profiles.some(({ ways }) => ways.some((way) => way.endpoint === endpoint)) ?? false
}
