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

/** What a row makes of its charge. */
type Judged = Pick<Extract<Change, { thing: 'charge' }>, 'before' | 'after'> & { line: number }

export function chargeImporter({ repositories: { imports } }: ImportTools): Importer<ChargeCells, 'seat'> {
  return {
    check: async (batch, seats) =>
      (await bySeat(batch)).flatMap(({ id, rows, stored }) => conflicts(rows, seats.get(id)!, stored)),

    plan: async (batch, seats) =>
      (await bySeat(batch)).flatMap(({ id, rows, stored }) => {
        const seat = seats.get(id)
        if (!seat || conflicts(rows, seat, stored).length > 0)
          throw new KcsError('version-stale', {
            detail: `The charges of ${id} were changed meanwhile; send the same file again.`,
          })
        const taken = seat.chargesChanged ?? 0
        return rows.map(({ before, after }) => ({ thing: 'charge', before, after, taken }))
      }),
  }

  /** The rows of each seat, with all charges that the directory has of it. */
  async function bySeat(batch: Batch<ChargeCells>) {
    const rowsById = groupedBy(batch, ({ key }) => key)
    const charges = await imports.byField('charge', 'seat', [...rowsById.keys()])
    return [...rowsById].map(([id, placed]) => {
      const stored = charges.get(id) ?? []
      const chargesByKey = new Map(stored.map((charge) => [chargeKey(charge), charge]))
      const rows = placed.map(({ line, cells }): Judged => {
        const before = chargesByKey.get(chargeKey(cells)) ?? null
        return { line, before, after: chargeAfter(before, cells) }
      })
      return { id, rows, stored: [...chargesByKey.values()] }
    })
  }
}

/**
 * What is wrong with the charges of a seat: of two that exclude each other the later row is bad. It is looked for once
 * more without bad rows, for what they were to end goes on.
 */
function conflicts(rows: readonly Judged[], seat: Seat, stored: readonly Charge[]): RowFault[] {
  const named = new Set(rows.map(({ before }) => before))
  const beside = stored.filter((charge) => !named.has(charge))
  const lines = new Map<Charge, number>()
  const faults = rows.flatMap(({ line, before, after }) => {
    const unchanged = before !== null && before.until?.getTime() === after.until?.getTime()
    const fault = unchanged ? null : chargeFault(after, seat, beside)
    if (!fault) {
      beside.push(after)
      lines.set(after, line)
      return []
    }
    if (before) beside.push(before)
    if (fault === 'charge-outside-seat') return [rowFault(line, fault, { column: 'from', value: after.seat })]
    const other = beside.find((one) => lines.has(one) && overlap(one, after))
    const detail = other && `See line ${lines.get(other)}.`
    return [rowFault(line, fault, { column: 'seat', value: after.seat, detail })]
  })
  return faults.length === 0 ? [] : [...faults, ...conflicts(without(rows, faults), seat, stored)]
}
