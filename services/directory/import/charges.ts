// Importing charges: those of each seat are judged together, the file's and the directory's.

import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeFault, overlap } from '../../../domain/directory/charge/charge-rules'
import { chargeAfter, type ChargeCells, chargeKey } from '../../../domain/directory/import/charge'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Seat } from '../../../domain/directory/seat/seat'
import {
  type Batch,
  changeOf,
  groupedBy,
  type Importer,
  type ImportTools,
  named,
  officesAmong,
} from './importer'

type Rows = Batch<ChargeCells>

export function chargeImporter(tools: ImportTools): Importer<ChargeCells, 'charge'> {
  const { imports } = tools.repositories

  return {
    async check(batch) {
      const { seats, charges } = await directoryOf(batch)
      const employees = await imports.idsAmong('employee', named(batch, 'employee'))
      const offices = await officesAmong(
        tools,
        [...seats.values()].map(({ office }) => office),
      )
      const faultOf = ({ line, row }: Rows[number]): RowFault | null => {
        const seat = seats.get(row.seat)
        const place = { column: 'seat', value: row.seat }
        if (!employees.has(row.employee))
          return rowFault(line, 'import-employee-unknown', { column: 'employee', value: row.employee })
        if (!seat) return rowFault(line, 'import-seat-unknown', place)
        // A seat without an office is the State's.
        const administered = offices.get(seat.office) ?? (tools.within === null && seat.office === '')
        return administered ? null : rowFault(line, 'not-office-admin', place)
      }
      return [...groupedBy(batch, ({ key }) => key)].flatMap(([id, rows]) => {
        const faults = rows.flatMap((placed) => faultOf(placed) ?? [])
        const bad = new Set(faults.map(({ line }) => line))
        const good = rows.filter(({ line }) => !bad.has(line))
        return good.length === 0
          ? faults
          : [...faults, ...conflicts(good, seats.get(id)!, charges.get(id) ?? [])]
      })
    },

    async plan(batch) {
      const { seats, charges } = await directoryOf(batch)
      return [...groupedBy(batch, ({ key }) => key)].flatMap(([id, rows]) => {
        const seat = seats.get(id)
        const ofSeat = charges.get(id) ?? []
        if (!seat || conflicts(rows, seat, ofSeat).length > 0)
          throw new KcsError('version-stale', {
            detail: `The charges of ${id} were changed meanwhile; send the same file again.`,
          })
        const before = new Map(ofSeat.map((charge) => [chargeKey(charge), charge]))
        return rows.flatMap(({ row }) => {
          const charge = before.get(chargeKey(row)) ?? null
          const [change] = changeOf('charge', charge, chargeAfter(charge, row))
          return change ? [{ ...change, taken: seat.chargesChanged ?? 0 }] : []
        })
      })
    },
  }

  /** The seats of the rows, and all charges of them. */
  async function directoryOf(rows: Rows) {
    const ids = named(rows, 'seat')
    const seats = await imports.byIds('seat', ids)
    const charges: Charge[] = []
    for await (const batch of imports.all('charge', { field: 'seat', values: ids })) charges.push(...batch)
    return { seats, charges: groupedBy(charges, ({ seat }) => seat) }
  }
}

/** What is wrong with the charges of a seat; once more without bad rows, for what they were to end goes on. */
function conflicts(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const faults = overlaps(rows, seat, stored)
  if (faults.length === 0) return []
  const bad = new Set(faults.map(({ line }) => line))
  const rest = rows.filter(({ line }) => !bad.has(line))
  return [...faults, ...conflicts(rest, seat, stored)]
}

/** Of two charges that exclude each other the later row is bad. */
function overlaps(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const charges = new Map(stored.map((charge) => [chargeKey(charge), charge]))
  const keys = new Set(rows.map(({ row }) => chargeKey(row)))
  const beside = [...charges].filter(([key]) => !keys.has(key)).map(([, charge]) => charge)
  const lines = new Map<Charge, number>()
  const seen = new Set<string>()
  return rows.flatMap(({ line, row }) => {
    const key = chargeKey(row)
    const place = { column: 'seat', value: row.seat }
    if (seen.has(key)) return [rowFault(line, 'import-duplicate', place)]
    seen.add(key)
    const before = charges.get(key) ?? null
    const charge = { ...chargeAfter(before, row), id: key }
    const unchanged = before !== null && before.until?.getTime() === charge.until?.getTime()
    const fault = unchanged ? null : chargeFault(charge, seat, beside)
    if (!fault) {
      beside.push(charge)
      lines.set(charge, line)
      return []
    }
    if (before) beside.push(before)
    const other = beside.find((one) => lines.has(one) && overlap(one, charge))
    const column = fault === 'charge-outside-seat' ? { column: 'from' } : {}
    const detail = other && fault !== 'charge-outside-seat' ? { detail: `See line ${lines.get(other)}.` } : {}
    return [rowFault(line, fault, { ...place, ...column, ...detail })]
  })
}
