// Importing charges: those of each seat are judged together, the file's and the directory's.

import type { TakenSeat } from '../../../database/directory/import/repository'
import type { Placed } from '../../../database/directory/import/staging'
import { KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeFault, overlap } from '../../../domain/directory/charge/charge-rules'
import { chargeAfter, type ChargeCells, chargeKey, CHARGES } from '../../../domain/directory/import/charge'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { changeOf, groupedBy, type Importer, type ImportTools, officesAmong } from './importer'

type Rows = readonly Placed<ChargeCells>[]

export function chargeImporter(tools: ImportTools): Importer<ChargeCells> {
  const { imports } = tools.repositories

  return {
    list: CHARGES,

    async check(batch) {
      const [employees, { seats, charges }] = await Promise.all([
        imports.idsAmong(
          'employee',
          batch.map(({ row }) => row.employee),
        ),
        directoryOf(batch),
      ])
      const offices = await officesAmong(
        tools,
        [...seats.values()].map(({ office }) => office),
      )
      const faults: RowFault[] = []
      const good = batch.filter(({ line, row }) => {
        const seat = seats.get(row.seat)
        const named = { column: 'seat', value: row.seat }
        if (!employees.has(row.employee))
          faults.push(rowFault(line, 'import-employee-unknown', { column: 'employee', value: row.employee }))
        else if (!seat) faults.push(rowFault(line, 'import-seat-unknown', named))
        // A seat without an office is the State's.
        else if (!offices.get(seat.office) && (tools.within !== null || seat.office !== ''))
          faults.push(rowFault(line, 'not-office-admin', named))
        else return true
        return false
      })
      for (const [id, rows] of groupedBy(good, ({ row }) => row.seat))
        faults.push(...conflicts(rows, seats.get(id)!, charges.get(id) ?? []))
      return faults
    },

    async plan(batch) {
      const { seats, charges } = await directoryOf(batch)
      return [...groupedBy(batch, ({ row }) => row.seat)].flatMap(([id, rows]) => {
        const seat = seats.get(id)
        const stored = charges.get(id) ?? []
        if (!seat || conflicts(rows, seat, stored).length > 0)
          throw new KcsError('version-stale', {
            detail: `The charges of ${id} were changed meanwhile; send the same file again.`,
          })
        const before = new Map(stored.map((charge) => [chargeKey(charge), charge]))
        return rows.flatMap(({ row }) => {
          const charge = before.get(chargeKey(row)) ?? null
          const [change] = changeOf('charge', charge, chargeAfter(charge, row))
          return change ? [{ ...change, taken: seat.taken }] : []
        })
      })
    },
  }

  /** The seats of the rows, and all charges of them. */
  async function directoryOf(
    rows: Rows,
  ): Promise<{ seats: Map<string, TakenSeat>; charges: Map<string, Charge[]> }> {
    const ids = [...new Set(rows.map(({ row }) => row.seat))]
    const charges: Charge[] = []
    const [seats] = await Promise.all([imports.takenSeats(ids), gather()])
    return { seats, charges: groupedBy(charges, ({ seat }) => seat) }

    async function gather(): Promise<void> {
      for await (const batch of imports.all('charge', { field: 'seat', values: ids })) charges.push(...batch)
    }
  }
}

/** What is wrong with the charges of a seat; once more without bad rows, for what they were to end goes on. */
function conflicts(rows: Rows, seat: TakenSeat, stored: readonly Charge[]): RowFault[] {
  const faults = overlaps(rows, seat, stored)
  if (faults.length === 0) return []
  const bad = new Set(faults.map(({ line }) => line))
  const rest = rows.filter(({ line }) => !bad.has(line))
  return [...faults, ...conflicts(rest, seat, stored)]
}

/** Of two charges that exclude each other the later row is bad. */
function overlaps(rows: Rows, seat: TakenSeat, stored: readonly Charge[]): RowFault[] {
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
