// All charges that a file names, held so tightly that a State's worth of them fits into memory.

import { CHARGE_KINDS, type Charge, newCharge } from '../../../domain/directory/charge/charge'
import { chargeKey, type ChargeCells } from '../../../domain/directory/import/employees'
import { IdTable } from './id-table'

const OPEN = -1
/** The list has no column for the end: it stays as it is. */
const LEFT = -2

export interface BookedCharge {
  line: number
  charge: Charge
  /** Whether the file says when it ends. */
  endGiven: boolean
}

export class ChargeBook {
  private readonly seats = new IdTable()
  private readonly employees = new IdTable()
  private taken = new Uint32Array(4096)
  private size = 0
  private columns = columnsOf(4096)

  add(line: number, { seat, employee, kind, from, until }: ChargeCells): void {
    if (this.size === this.columns.line.length) this.columns = columnsOf(this.size * 2, this.columns)
    const { columns, size } = this
    columns.line[size] = line
    columns.seat[size] = this.seats.add(seat)
    columns.employee[size] = this.employees.add(employee)
    columns.kind[size] = CHARGE_KINDS.indexOf(kind)
    columns.from[size] = from.getTime()
    columns.until[size] = until === undefined ? LEFT : until === null ? OPEN : until.getTime()
    this.size += 1
  }

  /** How often the charges of the seat had been changed when they were checked, and by this import since. */
  takenOf(seat: string): number {
    return this.taken[this.seats.numberOf(seat) ?? -1] ?? 0
  }

  setTaken(seat: string, times: number): void {
    const number = this.seats.numberOf(seat)
    if (number === undefined || times === 0) return
    if (number >= this.taken.length) {
      const more = new Uint32Array(Math.max(number + 1, 2 * this.taken.length))
      more.set(this.taken)
      this.taken = more
    }
    this.taken[number] = times
  }

  /** The charges of seats, `count` seats at a time; those of one seat in the order of their lines. */
  *bySeat(count: number): Generator<Map<string, BookedCharge[]>> {
    const { seat, line } = this.columns
    const order = new Uint32Array(this.size).map((_, at) => at)
    order.sort((one, other) => seat[one]! - seat[other]! || line[one]! - line[other]!)
    let piece = new Map<string, BookedCharge[]>()
    for (const at of order) {
      const id = this.seats.idOf(seat[at]!)
      const known = piece.get(id)
      if (!known && piece.size === count) {
        yield piece
        piece = new Map()
      }
      const charges = known ?? []
      charges.push(this.charge(at))
      piece.set(id, charges)
    }
    if (piece.size > 0) yield piece
  }

  private charge(at: number): BookedCharge {
    const { columns } = this
    const until = columns.until[at]!
    const facts = {
      seat: this.seats.idOf(columns.seat[at]!),
      employee: this.employees.idOf(columns.employee[at]!),
      kind: CHARGE_KINDS[columns.kind[at]!]!,
      from: new Date(columns.from[at]!),
    }
    const charge = newCharge({ ...facts, id: chargeKey(facts), until: until < 0 ? null : new Date(until) })
    return { line: columns.line[at]!, charge, endGiven: until !== LEFT }
  }
}

function columnsOf(length: number, before?: Columns): Columns {
  const columns = {
    line: new Uint32Array(length),
    seat: new Uint32Array(length),
    employee: new Uint32Array(length),
    kind: new Uint8Array(length),
    from: new Float64Array(length),
    until: new Float64Array(length),
  }
  if (before) for (const name of Object.keys(columns) as (keyof Columns)[]) columns[name].set(before[name])
  return columns
}

interface Columns {
  line: Uint32Array
  seat: Uint32Array
  employee: Uint32Array
  kind: Uint8Array
  from: Float64Array
  until: Float64Array
}
