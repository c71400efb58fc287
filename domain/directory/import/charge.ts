// Charges of employees as rows of a list.

import { choice, code, date, needed, PLAIN_ID, SEAT_ID } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { CHARGE_ENDS, CHARGE_KINDS, type Charge, newCharge } from '../charge/charge'
import { changedBy } from '../office/dated'
import type { List } from './list'

const columns = {
  seat: needed(code(SEAT_ID, ['seat id', 'post id'])),
  employee: needed(code(PLAIN_ID, ['pen'])),
  from: needed(date(['date of joining', 'joined'])),
  kind: choice(CHARGE_KINDS, ['charge'], 'regular'),
  until: date(['to', 'date of relieving', 'relieved']),
  ended: choice(CHARGE_ENDS),
}

/** A charge is identified by its seat, employee, kind and beginning; what may change is its end. */
export type ChargeCells = CellsOf<typeof columns>

/** Those of one seat exclude each other, so that they are judged together. */
export const CHARGES: List<typeof columns, Charge> = {
  thing: 'charge',
  columns,
  key: 'seat',
  gathered: true,
  keyOf: 'seat',
  unique: [{ by: ['seat', 'employee', 'kind', 'from'], code: 'import-duplicate' }],
  references: [
    { field: 'employee', to: 'employee', code: 'import-employee-unknown' },
    { field: 'seat', to: 'seat', code: 'import-seat-unknown', administered: true },
  ],
  span: ['from', 'until'],
}

/** What makes the charge of a row the same as one of the directory. */
export function chargeKey({ seat, employee, kind = 'regular', from }: ChargeCells | Charge): string {
  return `${employee}@${seat}:${kind}:${from.toISOString()}`
}

/** The charge after the row; the same object where nothing changes. */
export function chargeAfter(before: Charge | null, cells: ChargeCells): Charge {
  const { seat, employee, kind = 'regular', from, until = before?.until ?? null } = cells
  const sameEnd = before?.until?.getTime() === until?.getTime()
  const how = sameEnd && before ? before.ended : until === null ? null : 'relieved'
  const ended = until === null ? null : (cells.ended ?? how)
  return before
    ? changedBy(before, { until, ended })
    : newCharge({ id: chargeKey(cells), seat, employee, kind, from, until, ended })
}
