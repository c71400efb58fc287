// Importing seats: the lines of reporting and the sanctioned strength are checked as they will be when all rows are in.

import type { Change } from '../../../database/directory/import/change'
import type { ChargeRow } from '../../../database/directory/charge/schema'
import type { OfficeRow } from '../../../database/directory/office/schema'
import type { SeatRow } from '../../../database/directory/seat/schema'
import { readSeat, SEAT_COLUMNS, seatAfter, type SeatCells } from '../../../domain/directory/import/seats'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { Importer, ImportTools, Placed } from './importer'
import { Listed, officesAmong } from './lookups'
import { SeatLines } from './seat-lines'
import { Strength } from './strength'

export async function seatImporter(tools: ImportTools): Promise<Importer<SeatCells>> {
  const { repositories, at } = tools
  const { imports } = repositories
  const listed = new Listed()
  const lines = new SeatLines(repositories.seats)
  const strength = new Strength(imports, at)
  const inward = new Map<string, number>()

  return {
    columns: SEAT_COLUMNS,

    read(reader) {
      const cells = readSeat(reader)
      if (cells === null) listed.broken.add(reader.peek('id'))
      return cells
    },

    notice({ line, row }, reader) {
      const first = listed.lines.get(row.id)
      if (first !== undefined)
        return reader.fault('id', row.id, 'import-duplicate', `It stands in line ${first} already.`)
      listed.lines.set(row.id, line)
      if (!row.inward) return
      if (inward.has(row.office)) reader.fault('inward', row.office, 'import-inward-twice')
      else inward.set(row.office, line)
    },

    async check(batch) {
      const before = await imports.byIds<SeatRow>(
        'seat',
        batch.map(({ row }) => row.id),
      )
      const offices = await officesAmong(
        tools,
        batch.map(({ row }) => row.office),
      )
      const ending = batch.filter(({ row }) => {
        const seat = before.get(row.id)
        return seat && isOver(row.activeUntil, at) && !isOver(seat.activeUntil, at)
      })
      const open = await imports.seatsWithOpenTapals(ending.map(({ row }) => row.id))
      await wantNamed(batch)
      return batch.flatMap((placed) => {
        const { line, row } = placed
        const known = before.get(row.id) ?? null
        const after = seatAfter(known && asSeat(known), row)
        if (after.reportsTo !== null && after.reportsTo !== known?.reportsTo)
          lines.lay(row.id, after.reportsTo, line)
        if (after.sanctionedPost !== null || known?.sanctionedPost) strength.note(line, known, after)
        return faultsOf(placed, known, offices.get(row.office), open.has(row.id))
      })
    },

    async settle(bad, skipBad) {
      const out = new Set(bad)
      const faults = [...(await lines.loops(out)), ...(await strength.exceeded(out))].map((fault) => {
        out.add(fault.line)
        return fault
      })
      for (const { line, column, id, bad: left } of listed.missing(out, skipBad))
        faults.push(
          rowFault(line, left ? 'import-row-needed-bad' : 'import-seat-unknown', { column, value: id }),
        )
      return faults
    },

    async plan(batch) {
      const before = await imports.byIds<SeatRow>(
        'seat',
        batch.map(({ row }) => row.id),
      )
      const taking = batch.filter(({ row }) => row.inward)
      const offices = await imports.byIds<OfficeRow>(
        'office',
        taking.map(({ row }) => row.office),
      )
      const changes = batch.flatMap(({ row }) => seatChange(row, before.get(row.id) ?? null))
      const inwards = taking.flatMap(({ row }) => inwardChange(row, offices.get(row.office)))
      return [...changes, ...inwards, ...(await chargesEnding(changes))]
    },

    async *rest() {
      // Each row stands for itself.
    },
  }

  /** Notes which of the seats named are not in the directory. */
  async function wantNamed(batch: readonly Placed<SeatCells>[]): Promise<void> {
    const named = batch.flatMap(({ line, row }) => [
      ...(row.reportsTo ? [{ line, column: 'reports_to', id: row.reportsTo }] : []),
      ...(row.linkOfficer ? [{ line, column: 'link_officer', id: row.linkOfficer }] : []),
    ])
    const stored = await repositories.seats.byIds([...new Set(named.map(({ id }) => id))])
    for (const { line, column, id } of named) if (!stored.has(id)) listed.want(line, column, id)
  }

  /** Charges that would outlast their seat end with it. */
  async function chargesEnding(changes: readonly Change[]): Promise<Change[]> {
    const ends = new Map<string, Date>()
    for (const { ended, after } of changes) if (ended) ends.set(after._id, (after as SeatRow).activeUntil!)
    if (ends.size === 0) return []
    const found: Change[] = []
    for await (const rows of imports.all<ChargeRow>('charge', { seat: { $in: [...ends.keys()] } }))
      for (const before of rows) {
        const end = ends.get(before.seat)!
        if (before.until !== null && before.until <= end) continue
        // One that has not begun by then ends as it begins: it never holds.
        const until = before.from > end ? before.from : end
        const after: ChargeRow = { ...before, until, ended: 'seat-ended' }
        found.push({ thing: 'charge', before, after, named: false, ended: true })
      }
    return found
  }
}

function faultsOf(
  { line, row }: Placed<SeatCells>,
  before: SeatRow | null,
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

function seatChange(row: SeatCells, before: SeatRow | null): Change[] {
  const was = before && asSeat(before)
  const seat = seatAfter(was, row)
  if (seat === was) return []
  const ended = was?.activeUntil === null && seat.activeUntil !== null
  const { id, ...fields } = seat
  return [{ thing: 'seat', before, after: { ...fields, _id: id } as SeatRow, named: true, ended }]
}

function inwardChange(row: SeatCells, before: OfficeRow | undefined): Change[] {
  if (!before || before.inwardSeat === row.id) return []
  const after: OfficeRow = { ...before, inwardSeat: row.id }
  return [{ thing: 'office', before, after, named: false, ended: false }]
}

function isOver(until: Date | null | undefined, at: Date): boolean {
  return until !== null && until !== undefined && until <= at
}

function asSeat({ _id, ...fields }: SeatRow): Seat {
  return { ...fields, id: _id }
}
