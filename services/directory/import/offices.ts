// Importing offices: the tree is checked as it will be when all rows are in, in whatever order they come.

import type { Repositories } from '../../../database'
import type { Change } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import { headSeat, headSeatId, officeAfter, type OfficeCells } from '../../../domain/directory/import/office'
import { STAND_INS } from '../../../domain/letters/systems'
import { rowFault } from '../../../domain/common/table/sheet'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import { changeOf, type Importer, type ImportTools, missingFaults, openFaults } from './importer'
import { type ListedOffice, OfficeTree } from './office-tree'

/** Heads by the offices that have seats; null where none of them is one. */
type Heads = ReadonlyMap<string, string | null>

export function officeImporter(tools: ImportTools): Importer<OfficeCells, 'office'> {
  const { repositories, staging, at, within, skipBad } = tools
  const { imports } = repositories
  let tree = new OfficeTree(new Map(), new Map())
  let servesBy: Map<string, ReadonlySet<string> | null> | undefined

  return {
    async check(batch, stored) {
      const serves = (servesBy ??= await officesByEndpoint(repositories))
      const foreign = batch.flatMap(({ line, key, row: { endpoint } }) => {
        // One that an office has already may stay.
        if (!endpoint || hasEndpoint(stored.get(key), endpoint)) return []
        const cell = { column: 'endpoint', value: endpoint }
        const offices = serves.get(endpoint)
        if (offices === undefined) return [rowFault(line, 'import-endpoint-unknown', cell)]
        return offices === null || offices.has(key) ? [] : [rowFault(line, 'office-not-served', cell)]
      })
      return [...(await openFaults(tools, 'office', batch, stored)), ...foreign]
    },

    async *settle() {
      const rows = new Map<string, ListedOffice>()
      for await (const batch of staging.batches<OfficeCells>({ bad: !skipBad }))
        for (const { key, line, row } of batch) {
          const { parent, activeFrom, activeUntil, succession } = row
          rows.set(key, { line, parent, activeFrom, activeUntil, succession })
        }
      tree = new OfficeTree(await imports.officePlaces(), rows)
      const orphaned = await missingFaults(tools, tree.orphans(), 'import-parent-unknown')
      const faults = [...orphaned, ...tree.faults(within)]
      yield faults
      if (faults.length === 0 || !skipBad) yield tree.successionFaults(within)
    },

    async plan(batch, stored) {
      const codes = new Set(batch.flatMap(({ key }) => [key, ...tree.pathOf(key)]))
      const heads = await imports.headsOf([...codes])
      return batch.flatMap((placed) => officeChanges(placed, stored.get(placed.key) ?? null, heads))
    },

    async *rest() {
      // Read again: what others have moved meanwhile is taken into account, and what a broken run left is mended.
      tree = new OfficeTree(await imports.officePlaces(), tree.rows)
      for await (const offices of imports.all('office', { field: 'code', values: tree.strays() }))
        yield offices.map((before): Change => {
          const { code, name } = before
          const after = officeAfter(before, { code, name }, tree.pathOf(code), at)
          return { thing: 'office', before, after, named: false, ended: false }
        })
    },
  }

  function officeChanges({ row }: Placed<OfficeCells>, before: Office | null, heads: Heads): Change[] {
    const path = tree.pathOf(row.code)
    const office = officeAfter(before, row, path, at)
    if (heads.has(row.code)) return [changeOf('office', before, office)]
    const seat = headSeat(row.code, headAbove(path, heads))
    const inward = { inwardSeat: seat.id }
    return [
      changeOf('office', before, before ? withFacts(office, inward, at) : { ...office, ...inward }),
      { thing: 'seat', before: null, after: seat, named: false, ended: false },
    ]
  }

  /** The head of the nearest office above that has one, or will have one by this file. */
  function headAbove(path: readonly string[], heads: Heads): string | null {
    for (const code of [...path].reverse()) {
      const head = heads.get(code) ?? null
      if (head !== null) return head
      if (!heads.has(code) && tree.rows.has(code)) return headSeatId(code)
    }
    return null
  }
}

/** The offices that each endpoint serves by its agent; null where it serves every office. */
async function officesByEndpoint({
  endpoints,
  agents,
}: Pick<Repositories, 'endpoints' | 'agents'>): Promise<Map<string, ReadonlySet<string> | null>> {
  const [records, known] = await Promise.all([endpoints.list(), agents.list()])
  const officesOf = new Map(known.map(({ id, offices }) => [id, new Set(offices)]))
  return new Map([
    ...records.map(({ id, agent }) => [id, (agent !== null && officesOf.get(agent)) || null] as const),
    ...STAND_INS.map((id) => [id, null] as const),
  ])
}

function hasEndpoint(office: Office | undefined, endpoint: string): boolean {
  return office?.profiles.some(({ ways }) => ways.some((way) => way.endpoint === endpoint)) ?? false
}
