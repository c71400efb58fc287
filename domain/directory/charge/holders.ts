// Who held a seat in which period: to whom delay is booked.

import { type Charge, holderAt } from './charge'

/** A stretch of time in which one person held the seat, or nobody; the end is not included, null as long as it lasts. */
export interface Holding {
  employee: string | null
  from: Date
  until: Date | null
}

/**
 * The holders of a seat one after the other from an instant to another, without gaps: where nobody held it, `employee`
 * is null. `until` null asks up to now and on: the last holding is open. Charges are those of the one seat.
 */
export function holdingsOf(charges: readonly Charge[], from: Date, until: Date | null): Holding[] {
  const within = (at: Date | null): at is Date => at !== null && from < at && (until === null || at < until)
  const changes = charges.flatMap((charge) => [charge.from, charge.until]).filter(within)
  const starts = [from, ...changes].sort((one, other) => one.getTime() - other.getTime())
  const holdings: Holding[] = []
  for (const at of starts) {
    const employee = holderAt(charges, at)?.employee ?? null
    const last = holdings[holdings.length - 1]
    if (last?.employee === employee) continue
    if (last) last.until = at
    holdings.push({ employee, from: at, until })
  }
  return holdings
}
