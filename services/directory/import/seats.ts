// Importing seats: the lines of reporting and the sanctioned strength are checked as they will be when all rows are in.

import type { Change } from '../../../database/directory/import/change'
import type { Placed } from '../../../database/directory/import/staging'
import { same } from '../../../domain/directory/import/fields'
import { onLoops } from '../../../domain/directory/import/loops'
import { seatAfter, type SeatCells } from '../../../domain/directory/import/seat'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { changeOf, type Importer, type ImportTools, named, officesAmong } from './importer'
import { type Claim, excessRows } from './posts'

const BATCH = 1_000
/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export function seatImporter(tools: ImportTools): Importer<SeatCells, 'seat'> {
  const { repositories, staging, at, skipBad } = tools
  const { imports } = repositories
  const claims: Claim[] = []
  /** Seats above by the seats whose rows set them anew. */
  const reporting = new Map<string, { line: number; above: string }>()

  return {
    async check(batch, stored) {
      const offices = await officesAmong(tools, named(batch, 'office'))
      const ending = batch.filter(({ key, row }) => {
        const seat = stored.get(key)
        return seat && isOver(row.activeUntil, at) && !isOver(seat.activeUntil, at)
      })
      const open = await imports.withOpenTapals(
        'seat',
        ending.map(({ key }) => key),
      )
      return batch.flatMap((placed) => {
        const { line, key, row } = placed
        const seat = stored.get(key) ?? null
        const after = seatAfter(seat, row)
        if (after.reportsTo !== null && after.reportsTo !== seat?.reportsTo)
          reporting.set(key, { line, above: after.reportsTo })
        if (changesPost(seat, after)) claims.push(claimOf(line, after))
        return faultsOf(placed, seat, offices.get(row.office), open.has(key))
      })
    },

    async *settle() {
      const { bad } = await staging.counted()
      yield await loops(bad)
      yield* excessRows(
        imports,
        claims.filter(({ line }) => !bad.has(line)),
        at,
      )
      yield* missing()
    },

    async plan(batch, stored) {
      const taking = batch.filter(({ row }) => row.inward)
      const offices = await imports.byIds('office', named(taking, 'office'))
      const changes = batch.flatMap(({ key, row }) => {
        const seat = stored.get(key) ?? null
        return changeOf('seat', seat, seatAfter(seat, row))
      })
      const inwards = taking.flatMap(({ row }) => inwardChange(row, offices.get(row.office)))
      return [...changes, ...inwards, ...(await chargesEnding(changes))]
    },
  }

  /** Rows that would let a line of reporting come back to their own seat; bad rows do not count. */
  async function loops(bad: ReadonlySet<number>): Promise<RowFault[]> {
    for (const [seat, { line }] of reporting) if (bad.has(line)) reporting.delete(seat)
    const ids = [...new Set([...reporting].flatMap(([seat, { above }]) => [above, seat]))]
    const stored = new Map<string, string | null>()
    for (let from = 0; from < ids.length; from += BATCH)
      for (const pair of await repositories.seats.linesAbove(ids.slice(from, from + BATCH), LONGEST_LINE))
        stored.set(...pair)
    const looped = onLoops(reporting.keys(), (seat) => reporting.get(seat)?.above ?? stored.get(seat) ?? null)
    const rows = [...looped].flatMap((seat) => reporting.get(seat) ?? [])
    return rows.map(({ line, above }) =>
      rowFault(line, 'reporting-loop', { column: 'reports_to', value: above }),
    )
  }

  /** Rows that name seats that are neither there nor come; where bad rows are skipped, on until nothing more falls. */
  async function* missing(): AsyncGenerator<RowFault[]> {
    for (let fallen = true; fallen; ) {
      fallen = false
      for await (const batch of staging.batches<SeatCells>({ bad: !skipBad })) {
        const seats = [...named(batch, 'reportsTo'), ...named(batch, 'linkOfficer')]
        const there = await imports.idsAmong('seat', seats)
        const references = batch.flatMap(({ line, row }) => [
          { line, column: 'reports_to', value: row.reportsTo ?? '' },
          { line, column: 'link_officer', value: row.linkOfficer ?? '' },
        ])
        const others = references.filter(({ value }) => value !== '' && !there.has(value))
        const rows = await staging.byKeys(others.map(({ value }) => value))
        const faults = others.flatMap(({ line, ...place }) => {
          const row = rows.get(place.value)
          if (row && !(skipBad && row.bad)) return []
          return [rowFault(line, row ? 'import-row-needed-bad' : 'import-seat-unknown', place)]
        })
        yield faults
        fallen ||= skipBad && faults.length > 0
      }
    }
  }

  /** Charges that would outlast their seat end with it. */
  async function chargesEnding(changes: readonly Change[]): Promise<Change[]> {
    const ends = new Map<string, Date>()
    for (const { thing, ended, after } of changes)
      if (thing === 'seat' && ended && after.activeUntil) ends.set(after.id, after.activeUntil)
    const ending: Change[] = []
    if (ends.size === 0) return ending
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

function faultsOf(
  { line, row }: Placed<SeatCells>,
  before: Seat | null,
  administered: boolean | undefined,
  open: boolean,
): RowFault[] {
  const office = { column: 'office', value: row.office }
  if (administered === undefined) return [rowFault(line, 'import-office-unknown', office)]
  if (!administered) return [rowFault(line, 'not-office-admin', office)]
  if (before && before.office !== row.office) return [rowFault(line, 'import-seat-of-other-office', office)]
  if (row.linkOfficer === row.id)
    return [rowFault(line, 'reporting-loop', { column: 'link_officer', value: row.id })]
  return open ? [rowFault(line, 'import-open-tapals', { column: 'active_until', value: row.id })] : []
}

/** Whether the row makes the seat against a post, takes it from one, or changes its life there. */
function changesPost(before: Seat | null, after: Seat): boolean {
  if (after.sanctionedPost === null && !before?.sanctionedPost) return false
  const facts = ({ sanctionedPost, activeFrom, activeUntil }: Seat) => [
    sanctionedPost,
    activeFrom,
    activeUntil,
  ]
  return before === null || !same(facts(before), facts(after))
}

function claimOf(line: number, { id: seat, office, sanctionedPost: post, ...seatLife }: Seat): Claim {
  return { line, seat, office, post, from: seatLife.activeFrom, until: seatLife.activeUntil }
}

function inwardChange(row: SeatCells, before: Office | undefined): Change[] {
  if (!before || before.inwardSeat === row.id) return []
  const after = { ...before, inwardSeat: row.id }
  return [{ thing: 'office', before, after, named: false, ended: false }]
}

/** Whether the end lies behind. */
export function isOver(until: Date | null | undefined, at: Date): boolean {
  return until !== null && until !== undefined && until <= at
}
