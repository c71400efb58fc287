// Importing offices: they form one tree with those of the directory, and a head seat is made where an office has no seat.

import type { Change } from '../../../database/directory/import/change'
import { slicesOf } from '../../../domain/common/item/slices'
import { rowFault } from '../../../domain/common/table/sheet'
import { HEAD, officeAfter, type OfficeCells, successionOf } from '../../../domain/directory/import/office'
import { withFacts } from '../../../domain/directory/office/facts'
import { headSeatId, newHeadSeat } from '../../../domain/directory/seat/seat'
import { STAND_INS } from '../../../domain/letters/systems'
import { type Importer, type ImportTools, LOOKED_UP } from './importer'
import { type ListedOffice, officeTree } from './office-tree'

export function officeImporter(tools: ImportTools): Importer<OfficeCells, 'office'> {
  const { staging, at, within, skipBad } = tools
  const { imports, endpoints, agents } = tools.repositories
  let tree = officeTree(new Map(), new Map(), within)

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
      tree = officeTree(await imports.officePlaces(), rows, within)
      const faults = tree.faults()
      yield faults
      if (faults.length === 0 || !skipBad) yield tree.successionFaults()
    },

    async plan(batch, stored) {
      const codes = new Set(batch.flatMap(({ key }) => [key, ...tree.pathOf(key)]))
      const heads = await imports.headsOf([...codes])
      return batch.flatMap(({ key, cells }): Change[] => {
        const before = stored.get(key) ?? null
        const path = tree.pathOf(key)
        const after = officeAfter(before, cells, path, at)
        if (heads.has(key)) return [{ thing: 'office', before, after }]
        // The head of the nearest office above that has one, or will have one by this file.
        const hasHead = (code: string) => (heads.has(code) ? heads.get(code) !== null : tree.rows.has(code))
        const above = path.findLast(hasHead)
        const reportsTo = above ? (heads.get(above) ?? headSeatId(above)) : null
        const seat = newHeadSeat(key, { ...HEAD, reportsTo })
        const inward = { inwardSeat: seat.id }
        return [
          { thing: 'office', before, after: before ? withFacts(after, inward, at) : { ...after, ...inward } },
          { thing: 'seat', before: null, after: seat, alongside: true },
        ]
      })
    },

    async *rest() {
      // Read again: what others have moved meanwhile is taken into account, and what a broken run left is mended.
      tree = officeTree(await imports.officePlaces(), tree.rows, within)
      for (const codes of slicesOf(tree.strays(), LOOKED_UP)) {
        const offices = await imports.byIds('office', codes)
        yield [...offices.values()].map((before): Change => {
          const { code, name } = before
          const after = officeAfter(before, { code, name }, tree.pathOf(code), at)
          return { thing: 'office', before, after, alongside: true }
        })
      }
    },
  }
}
