// Importing offices: they form one tree with those of the directory, and a head seat is made where an office has no seat.

import type { Change } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import { rowFault } from '../../../domain/common/table/sheet'
import {
  headSeat,
  headSeatId,
  officeAfter,
  type OfficeCells,
  successionOf,
} from '../../../domain/directory/import/office'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import { STAND_INS } from '../../../domain/letters/systems'
import { type Importer, type ImportTools, inBatches } from './importer'
import { type ListedOffice, OfficeTree } from './office-tree'

/** Heads by the offices that have seats; null where none of them is one. */
type Heads = ReadonlyMap<string, string | null>

export function officeImporter(tools: ImportTools): Importer<OfficeCells, 'office'> {
  const { staging, at, within, skipBad } = tools
  const { imports, endpoints, agents } = tools.repositories
  let tree = new OfficeTree(new Map(), new Map(), within)

  return {
    /** Rows that point at an endpoint that is not there, or whose agent does not serve the office. */
    async check(batch, stored) {
      const agentOf = new Map<string, string | null>(STAND_INS.map((id) => [id, null]))
      for (const { id, agent } of await endpoints.list()) agentOf.set(id, agent)
      const serves = new Map((await agents.list()).map(({ id, offices }) => [id, new Set(offices)]))
      return batch.flatMap(({ line, key, cells: { endpoint: value } }) => {
        const profiles = stored.get(key)?.profiles ?? []
        // One that an office has already may stay.
        if (!value || profiles.some(({ ways }) => ways.some(({ endpoint }) => endpoint === value))) return []
        const agent = agentOf.get(value)
        if (agent === null || (agent && (serves.get(agent)?.has(key) ?? true))) return []
        const code = agent === undefined ? 'import-endpoint-unknown' : 'office-not-served'
        return [rowFault(line, code, { column: 'endpoint', value })]
      })
    },

    async *settle() {
      const rows = new Map<string, ListedOffice>()
      for await (const batch of staging.batches<OfficeCells>({ bad: !skipBad }))
        for (const { key, line, cells } of batch) {
          const { parent, activeFrom, activeUntil } = cells
          rows.set(key, { line, parent, activeFrom, activeUntil, succession: successionOf(cells) })
        }
      tree = new OfficeTree(await imports.officePlaces(), rows, within)
      const faults = tree.faults()
      yield faults
      if (faults.length === 0 || !skipBad) yield tree.successionFaults()
    },

    async plan(batch, stored) {
      const codes = new Set(batch.flatMap(({ key }) => [key, ...tree.pathOf(key)]))
      const heads = await imports.headsOf([...codes])
      return batch.flatMap((placed) => officeChanges(placed, stored.get(placed.key) ?? null, heads))
    },

    async *rest() {
      // Read again: what others have moved meanwhile is taken into account, and what a broken run left is mended.
      tree = new OfficeTree(await imports.officePlaces(), tree.rows, within)
      for (const codes of inBatches(tree.strays())) {
        const offices = await imports.byIds('office', codes)
        yield [...offices.values()].map((before): Change => {
          const { code, name } = before
          const after = officeAfter(before, { code, name }, tree.pathOf(code), at)
          return { thing: 'office', before, after, alongside: true }
        })
      }
    },
  }

  function officeChanges({ cells }: Placed<OfficeCells>, before: Office | null, heads: Heads): Change[] {
    const path = tree.pathOf(cells.code)
    const office = officeAfter(before, cells, path, at)
    if (heads.has(cells.code)) return [{ thing: 'office', before, after: office }]
    const seat = headSeat(cells.code, headAbove(path, heads))
    const inward = { inwardSeat: seat.id }
    return [
      { thing: 'office', before, after: before ? withFacts(office, inward, at) : { ...office, ...inward } },
      { thing: 'seat', before: null, after: seat, alongside: true },
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
