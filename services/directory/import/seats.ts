// Importing seats: the lines of reporting and the sanctioned strength are checked as they will be when all rows are in.

import type { Change } from '../../../database/directory/import/change'
import { withFacts } from '../../../domain/directory/office/facts'
import { same } from '../../../domain/directory/import/fields'
import { onLoops } from '../../../domain/directory/import/loops'
import { seatAfter, type SeatCells } from '../../../domain/directory/import/seat'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Seat } from '../../../domain/directory/seat/seat'
import {
  changeOf,
  type Importer,
  type ImportTools,
  inBatches,
  missingFaults,
  named,
  officeFaults,
  officesAmong,
  openFaults,
} from './importer'
import { type Claim, excessRows } from './posts'

/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export function seatImporter(tools: ImportTools): Importer<SeatCells, 'seat'> {
  const { repositories, staging, skipBad, at } = tools
  const { imports } = repositories
  const claims: Claim[] = []
  /** Seats above by the seats whose rows set them anew. */
  const reporting = new Map<string, { line: number; above: string }>()

  return {
    async check(batch, stored) {
      const offices = await officesAmong(tools, named(batch, 'office'))
      const faults = batch.flatMap(({ line, key, row }): RowFault[] => {
        const before = stored.get(key) ?? null
        const seat = seatAfter(before, row, at)
        if (seat.reportsTo !== null && seat.reportsTo !== before?.reportsTo)
          reporting.set(key, { line, above: seat.reportsTo })
        if (changesPost(before, seat)) claims.push({ line, seat })
        const office = { line, column: 'office', value: row.office }
        const misplaced = officeFaults(offices, office)
        if (misplaced.length > 0) return misplaced
        if (before && before.office !== row.office)
          return [rowFault(line, 'import-seat-of-other-office', office)]
        return row.linkOfficer === key
          ? [rowFault(line, 'reporting-loop', { column: 'link_officer', value: key })]
          : []
      })
      return [...faults, ...(await openFaults(tools, 'seat', batch, stored))]
    },

    async *settle() {
      const { bad } = await staging.counted()
      yield await loops(bad)
      yield* excessRows(
        tools,
        claims.filter(({ line }) => !bad.has(line)),
      )
      for await (const batch of staging.batches<SeatCells>({ bad: !skipBad })) {
        const there = await imports.idsAmong('seat', [
          ...named(batch, 'reportsTo'),
          ...named(batch, 'linkOfficer'),
        ])
        const cells = batch.flatMap(({ line, row }) => [
          { line, column: 'reports_to', value: row.reportsTo ?? '' },
          { line, column: 'link_officer', value: row.linkOfficer ?? '' },
        ])
        const others = cells.filter(({ value }) => value !== '' && !there.has(value))
        yield await missingFaults(tools, others, 'import-seat-unknown')
      }
    },

    async plan(batch, stored) {
      const taking = batch.filter(({ row }) => row.inward)
      const offices = await imports.byIds('office', named(taking, 'office'))
      const changes = batch.map(({ key, row }) => {
        const before = stored.get(key) ?? null
        return changeOf('seat', before, seatAfter(before, row, at))
      })
      const inwards = taking.flatMap(({ row }): Change[] => {
        const before = offices.get(row.office)
        if (!before || before.inwardSeat === row.id) return []
        const after = withFacts(before, { inwardSeat: row.id }, at)
        return [{ thing: 'office', before, after, named: false, ended: false }]
      })
      return [...changes, ...inwards, ...(await chargesEnding(changes))]
    },
  }

  /** Rows that would let a line of reporting come back to their own seat; bad rows do not count. */
  async function loops(bad: ReadonlySet<number>): Promise<RowFault[]> {
    for (const [seat, { line }] of reporting) if (bad.has(line)) reporting.delete(seat)
    const ids = [...new Set([...reporting].flatMap(([seat, { above }]) => [above, seat]))]
    const stored = new Map<string, string | null>()
    for (const batch of inBatches(ids))
      for (const pair of await repositories.seats.linesAbove(batch, LONGEST_LINE)) stored.set(...pair)
    const looped = onLoops(reporting.keys(), (seat) => reporting.get(seat)?.above ?? stored.get(seat) ?? null)
    const rows = [...looped].flatMap((seat) => reporting.get(seat) ?? [])
    return rows.map(({ line, above }) =>
      rowFault(line, 'reporting-loop', { column: 'reports_to', value: above }),
    )
  }

  /** Charges that would outlast their seat end with it. */
  async function chargesEnding(changes: readonly Change[]): Promise<Change[]> {
    const ends = new Map<string, Date>()
    for (const { thing, ended, after } of changes)
      if (thing === 'seat' && ended && after.activeUntil) ends.set(after.id, after.activeUntil)
    const ending: Change[] = []
    for await (const batch of imports.all('charge', { field: 'seat', values: [...ends.keys()] }))
      for (const before of batch) {
        const end = ends.get(before.seat)!
        if (before.until !== null && before.until <= end) continue
        // One that has not begun by then ends as it begins: it never holds.
        const until = before.from > end ? before.from : end
        const after = { ...before, until, ended: 'seat-ended' as const }
        ending.push({ thing: 'charge', before, after, named: false, ended: true })
      }
    return ending
  }
}

/** Whether the row makes the seat against a post, takes it from one, or changes its life there. */
function changesPost(before: Seat | null, after: Seat): boolean {
  if (after.sanctionedPost === null && !before?.sanctionedPost) return false
  const facts = (seat: Seat) => [seat.sanctionedPost, seat.activeFrom, seat.activeUntil]
  return before === null || !same(facts(before), facts(after))
}
