// Importing charges: those of each seat are judged together, the file's and the directory's.

import { KcsError } from '../../../domain/common/error'
import { groupedBy } from '../../../domain/common/item/grouped'
import type { Change } from '../../../database/directory/import/change'
import { type RowFault, rowFault } from '../../../domain/common/table/sheet'
import type { Charge } from '../../../domain/directory/charge/charge'
import { chargeFault, overlap } from '../../../domain/directory/charge/charge-rules'
import { type ChargeCells, chargeAfter, chargeKey } from '../../../domain/directory/import/charge'
import type { Seat } from '../../../domain/directory/seat/seat'
import { type Batch, type Importer, type ImportTools, without } from './importer'

type Rows = Batch<ChargeCells>

export function chargeImporter({ repositories: { imports } }: ImportTools): Importer<ChargeCells, 'seat'> {
  return {
    check: async (batch, seats) =>
      (await rowsBySeat(batch)).flatMap(({ id, rows, stored }) => conflicts(rows, seats.get(id)!, stored)),

    plan: async (batch, seats) =>
      (await rowsBySeat(batch)).flatMap(({ id, rows, stored }) => {
        const seat = seats.get(id)
        if (!seat || conflicts(rows, seat, stored).length > 0)
          throw new KcsError('version-stale', {
            detail: `The charges of ${id} were changed meanwhile; send the same file again.`,
          })
        const before = new Map(stored.map((charge) => [chargeKey(charge), charge]))
        return rows.map(({ cells }): Change => {
          const charge = before.get(chargeKey(cells)) ?? null
          const taken = seat.chargesChanged ?? 0
          return { thing: 'charge', before: charge, after: chargeAfter(charge, cells), taken }
        })
      }),
  }

  /** The rows of each seat, with all charges that the directory has of it. */
  async function rowsBySeat(batch: Rows) {
    const rowsById = groupedBy(batch, ({ key }) => key)
    const stored = await imports.byField('charge', 'seat', [...rowsById.keys()])
    return [...rowsById].map(([id, rows]) => ({ id, rows, stored: stored.get(id) ?? [] }))
  }
}

/** What is wrong with the charges of a seat; once more without bad rows, for what they were to end goes on. */
function conflicts(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const faults = overlaps(rows, seat, stored)
  return faults.length === 0 ? [] : [...faults, ...conflicts(without(rows, faults), seat, stored)]
}

/** Of two charges that exclude each other the later row is bad. */
function overlaps(rows: Rows, seat: Seat, stored: readonly Charge[]): RowFault[] {
  const charges = new Map(stored.map((charge) => [chargeKey(charge), charge]))
  const keys = new Set(rows.map(({ cells }) => chargeKey(cells)))
  const beside = [...charges].filter(([key]) => !keys.has(key)).map(([, charge]) => charge)
  const lines = new Map<Charge, number>()
  return rows.flatMap(({ line, cells }) => {
    const key = chargeKey(cells)
    const before = charges.get(key) ?? null
    const charge = { ...chargeAfter(before, cells), id: key }
    const unchanged = before !== null && before.until?.getTime() === charge.until?.getTime()
    const fault = unchanged ? null : chargeFault(charge, seat, beside)
    if (!fault) {
      beside.push(charge)
      lines.set(charge, line)
      return []
    }
    if (before) beside.push(before)
    if (fault === 'charge-outside-seat') return [rowFault(line, fault, { column: 'from', value: cells.seat })]
    const other = beside.find((one) => lines.has(one) && overlap(one, charge))
    const detail = other && `See line ${lines.get(other)}.`
    return [rowFault(line, fault, { column: 'seat', value: cells.seat, detail })]
  })
}
