// Importing seats: the lines of reporting and the sanctioned strength are checked as they will be when all rows are in.

import type { Change } from '../../../database/directory/import/change'
import { slicesOf } from '../../../domain/common/item/slices'
import { rowFault } from '../../../domain/common/table/sheet'
import { endedWithSeat } from '../../../domain/directory/charge/charge-rules'
import { onLoops } from '../../../domain/directory/import/loops'
import { type SeatCells, seatAfter } from '../../../domain/directory/import/seat'
import { same } from '../../../domain/directory/office/dated'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Seat } from '../../../domain/directory/seat/seat'
import { type Importer, type ImportTools, LOOKED_UP } from './importer'
import { type Claim, excessRows } from './posts'

/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export function seatImporter(tools: ImportTools): Importer<SeatCells, 'seat'> {
  const { repositories, staging, at } = tools
  const { imports } = repositories

  return {
    check: async (batch, stored) =>
      batch.flatMap(({ line, key, cells }) => {
        if ((stored.get(key)?.office ?? cells.office) !== cells.office)
          return [rowFault(line, 'import-seat-of-other-office', { column: 'office', value: cells.office })]
        if (cells.linkOfficer !== key) return []
        return [rowFault(line, 'reporting-loop', { column: 'link_officer', value: key })]
      }),

    async *settle() {
      const claims: Claim[] = []
      /** Seats above by the seats whose rows set them anew. */
      const reporting = new Map<string, { line: number; above: string }>()
      for await (const batch of staging.batches<SeatCells>()) {
        const keys = batch.map(({ key }) => key)
        const stored = await imports.byIds('seat', keys)
        for (const { line, key, cells } of batch) {
          const before = stored.get(key) ?? null
          const seat = seatAfter(before, cells, at)
          if (seat.reportsTo !== null && seat.reportsTo !== before?.reportsTo)
            reporting.set(key, { line, above: seat.reportsTo })
          if (changesPost(before, seat)) claims.push({ line, seat })
        }
      }
      // Rows that would let a line of reporting come back to their own seat.
      const above = new Map<string, string | null>()
      for (const ids of slicesOf(
        [...reporting].flatMap(([seat, row]) => [row.above, seat]),
        LOOKED_UP,
      ))
        for (const pair of await repositories.seats.linesAbove(ids, LONGEST_LINE)) above.set(...pair)
      for (const [seat, row] of reporting) above.set(seat, row.above)
      const looped = onLoops(reporting.keys(), (seat) => above.get(seat) ?? null)
      yield [...reporting].flatMap(([seat, { line, above: value }]) =>
        looped.has(seat) ? [rowFault(line, 'reporting-loop', { column: 'reports_to', value })] : [],
      )
      yield* excessRows(tools, claims)
    },

    async follow(batch, changes) {
      const taking = batch.filter(({ cells }) => cells.inward)
      const named = taking.map(({ cells }) => cells.office)
      const offices = await imports.byIds('office', named)
      const inwards = taking.flatMap(({ cells }): Change[] => {
        const before = offices.get(cells.office)
        if (!before || before.inwardSeat === cells.id) return []
        const after = withFacts(before, { inwardSeat: cells.id }, at)
        return [{ thing: 'office', before, after, alongside: true }]
      })
      const ends = new Map<string, Date>()
      for (const { thing, before, after } of changes)
        if (thing === 'seat' && before?.activeUntil === null && after.activeUntil)
          ends.set(after.id, after.activeUntil)
      const charges = await imports.byField('charge', 'seat', [...ends.keys()])
      const ending = [...charges.values()].flat().flatMap((before): Change[] => {
        const after = endedWithSeat(before, ends.get(before.seat)!)
        return after ? [{ thing: 'charge', before, after, alongside: true }] : []
      })
      return [...inwards, ...ending]
    },
  }
}

/** Whether the row makes the seat against a post, takes it from one, or changes its life there. */
function changesPost(before: Seat | null, after: Seat): boolean {
  if (after.sanctionedPost === null && !before?.sanctionedPost) return false
  const facts = (seat: Seat) => [seat.sanctionedPost, seat.activeFrom, seat.activeUntil]
  return before === null || !same(facts(before), facts(after))
}
