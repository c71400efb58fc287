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

export function chargeImporter(tools: ImportTools): Importer<ChargeCells, 'seat'> {
  const { imports } = tools.repositories

  return {
    async check(batch, seats) {
      const employees = await imports.idsAmong('employee', named(batch, 'employee'))
      const offices = await officesAmong(
        tools,
        [...seats.values()].map(({ office }) => office),
      )
      const faults = batch.flatMap(({ line, row: { employee, seat: id } }): RowFault[] => {
        const seat = seats.get(id)
        const place = { column: 'seat', value: id }
        if (!employees.has(employee))
          return [rowFault(line, 'import-employee-unknown', { column: 'employee', value: employee })]
        if (!seat) return [rowFault(line, 'import-seat-unknown', place)]
        // A seat without an office is the State's.
        const administered = offices.get(seat.office) ?? (tools.within === null && seat.office === '')
        return administered ? [] : [rowFault(line, 'not-office-admin', place)]
      })
      const bySeat = await rowsBySeat(without(batch, faults))
      return [...faults, ...bySeat.flatMap(({ id, rows, stored }) => conflicts(rows, seats.get(id)!, stored))]
    },

    async plan(batch, seats) {
      return (await rowsBySeat(batch)).flatMap(({ id, rows, stored }) => {
        const seat = seats.get(id)
        if (!seat || conflicts(rows, seat, stored).length > 0)
          throw new KcsError('version-stale', {
            detail: `The charges of ${id} were changed meanwhile; send the same file again.`,
          })
        const before = new Map(stored.map((charge) => [chargeKey(charge), charge]))
        return rows.map(({ row }) => {
          const charge = before.get(chargeKey(row)) ?? null
          const change = changeOf('charge', charge, chargeAfter(charge, row))
          return { ...change, taken: seat.chargesChanged ?? 0 }
        })
      })
    },
  }

  /** The rows of each seat, with all charges that the directory has of it. */
  async function rowsBySeat(batch: Rows) {
    const values = named(batch, 'seat')
    const charges: Charge[] = []
    for await (const some of imports.all('charge', { field: 'seat', values })) charges.push(...some)
    const stored = groupedBy(charges, ({ seat }) => seat)
    return [...groupedBy(batch, ({ key }) => key)].map(([id, rows]) => {
      return { id, rows, stored: stored.get(id) ?? [] }
    })
  }
}

/** What is wrong with the charges of a seat; once more without bad rows, for what they were to end goes on. */
function conflicts(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const faults = overlaps(rows, seat, stored)
  return faults.length === 0 ? [] : [...faults, ...conflicts(without(rows, faults), seat, stored)]
}

function without(rows: Rows, faults: readonly RowFault[]): Rows {
  const bad = new Set(faults.map(({ line }) => line))
  return rows.filter(({ line }) => !bad.has(line))
}

/** Of two charges that exclude each other the later row is bad. */
function overlaps(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const charges = new Map(stored.map((charge) => [chargeKey(charge), charge]))
  const keys = new Set(rows.map(({ row }) => chargeKey(row)))
  const beside = [...charges].filter(([key]) => !keys.has(key)).map(([, charge]) => charge)
  const lines = new Map<Charge, number>()
  return rows.flatMap(({ line, row }) => {
    const key = chargeKey(row)
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
    if (fault === 'charge-outside-seat') return [rowFault(line, fault, { column: 'from', value: row.seat })]
    const other = beside.find((one) => lines.has(one) && overlap(one, charge))
    const detail = other ? { detail: `See line ${lines.get(other)}.` } : {}
    return [rowFault(line, fault, { column: 'seat', value: row.seat, ...detail })]
  })
}
