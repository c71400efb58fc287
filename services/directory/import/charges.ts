// Importing charges: those of each seat are looked at together, the file's and the directory's.

import type { Change } from '../../../database/directory/import/change'
import type { ChargeRow } from '../../../database/directory/charge/schema'
import {
  CHARGE_COLUMNS,
  chargeAfter,
  chargeKey,
  type ChargeCells,
  readCharge,
} from '../../../domain/directory/import/employees'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeFault, overlap } from '../../../domain/directory/charge/charge-rules'
import type { TakenSeat } from '../../../database/directory/import/repository'
import { type BookedCharge, ChargeBook } from './charge-book'
import type { Importer, ImportTools, Placed } from './importer'
import { officesAmong } from './lookups'

const SEATS = 1_000

export async function chargeImporter(tools: ImportTools): Promise<Importer<ChargeCells>> {
  const { repositories } = tools
  const { imports } = repositories
  const book = new ChargeBook()

  return {
    columns: CHARGE_COLUMNS,

    read: readCharge,

    notice({ line, row }) {
      book.add(line, row)
    },

    async check(batch) {
      const pens = [...new Set(batch.map(({ row }) => row.employee))]
      const employees = await imports.idsAmong('employee', pens)
      return batch
        .filter(({ row }) => !employees.has(row.employee))
        .map(({ line, row }) =>
          rowFault(line, 'import-employee-unknown', { column: 'employee', value: row.employee }),
        )
    },

    async settle(bad) {
      const faults: RowFault[] = []
      for (const piece of book.bySeat(SEATS)) faults.push(...(await ofSeats(piece, bad)))
      return faults
    },

    async plan(batch) {
      const ids = [...new Set(batch.map(({ row }) => row.seat))]
      const [stored, seats] = await Promise.all([storedOf(ids), imports.takenSeats(ids)])
      return batch.flatMap(({ row }) => changeOf({ row }, stored, seats))
    },

    async *rest() {
      // Each row stands for itself.
    },

    done(changes) {
      for (const seat of new Set(changes.map(({ after }) => (after as ChargeRow).seat)))
        book.setTaken(seat, book.takenOf(seat) + 1)
    },
  }

  /** What is wrong with the charges of some seats; of two that exclude each other the later row is bad. */
  async function ofSeats(
    piece: ReadonlyMap<string, BookedCharge[]>,
    bad: ReadonlySet<number>,
  ): Promise<RowFault[]> {
    const ids = [...piece.keys()]
    const seats = await imports.takenSeats(ids)
    const [stored, offices] = await Promise.all([
      storedOf(ids),
      officesAmong(
        tools,
        [...seats.values()].map(({ office }) => office),
      ),
    ])
    return ids.flatMap((id) => {
      const rows = piece.get(id)!.filter(({ line }) => !bad.has(line))
      const seat = seats.get(id)
      const place = { column: 'seat', value: id }
      if (!seat) return rows.map(({ line }) => rowFault(line, 'import-seat-unknown', place))
      book.setTaken(id, seat.taken)
      // A seat without an office is the State's.
      if (offices.get(seat.office) !== true && (tools.within !== null || seat.office !== ''))
        return rows.map(({ line }) => rowFault(line, 'not-office-admin', place))
      return overlapsOf(rows, seat, stored.get(id) ?? [])
    })
  }

  async function storedOf(seats: readonly string[]): Promise<Map<string, Charge[]>> {
    const stored = new Map<string, Charge[]>()
    for await (const rows of imports.all<ChargeRow>('charge', { seat: { $in: seats } }))
      for (const { _id: id, ...fields } of rows) {
        const charges = stored.get(fields.seat) ?? []
        charges.push({ ...fields, id })
        stored.set(fields.seat, charges)
      }
    return stored
  }

  function changeOf(
    { row }: Pick<Placed<ChargeCells>, 'row'>,
    stored: ReadonlyMap<string, Charge[]>,
    seats: ReadonlyMap<string, TakenSeat>,
  ): Change[] {
    const key = chargeKey(row)
    const was = stored.get(row.seat)?.find((one) => chargeKey(one) === key) ?? null
    const charge = chargeAfter(was, row)
    if (charge === was) return []
    const taken = seats.get(row.seat)?.taken ?? 0
    if (taken !== book.takenOf(row.seat))
      throw new KcsError('version-stale', {
        detail: `The charges of ${row.seat} were changed meanwhile; send the same file again.`,
      })
    const ended = was?.until === null && charge.until !== null
    const before = was && rowOf(was)
    return [{ thing: 'charge', before, after: rowOf(charge), named: true, ended, taken }]
  }
}

function overlapsOf(rows: readonly BookedCharge[], seat: TakenSeat, stored: readonly Charge[]): RowFault[] {
  const keys = new Set(rows.map(({ charge }) => charge.id))
  const known = new Map(stored.map((charge) => [chargeKey(charge), charge]))
  const beside: Charge[] = [...known].filter(([key]) => !keys.has(key)).map(([, charge]) => charge)
  const lines = new Map<Charge, number>()
  const seen = new Set<string>()
  const faults: RowFault[] = []
  for (const { line, charge: given, endGiven } of rows) {
    const was = known.get(given.id)
    const place = { column: 'seat', value: given.seat }
    if (seen.has(given.id)) {
      faults.push(rowFault(line, 'import-duplicate', place))
      continue
    }
    seen.add(given.id)
    const charge = endGiven ? given : { ...given, until: was?.until ?? null }
    const same = was !== undefined && was.until?.getTime() === charge.until?.getTime()
    const fault = same ? null : chargeFault(charge, seat, beside)
    if (!fault) {
      beside.push(charge)
      lines.set(charge, line)
    } else {
      if (was) beside.push(was)
      const other = beside.find((one) => lines.has(one) && overlap(one, charge))
      const detail =
        other && fault !== 'charge-outside-seat' ? { detail: `See line ${lines.get(other)}.` } : {}
      const column = fault === 'charge-outside-seat' ? { column: 'from' } : {}
      faults.push(rowFault(line, fault, { ...place, ...column, ...detail }))
    }
  }
  return faults
}

function rowOf({ id, ...fields }: Charge): ChargeRow {
  return { ...fields, _id: id }
}
