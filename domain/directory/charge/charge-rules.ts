// What holds of charges at all times, and the operations that begin and end them. Nothing here is edited in place:
// each operation returns the charge as it begins or as it ends.

import { KcsError } from '../../common/error'
import type { Seat } from '../seat/seat'
import { type Charge, type ChargeEnd, holdsAt, newCharge } from './charge'

/** The rules that a charge can break, by the codes of their faults. */
export type ChargeFault =
  | 'charge-backwards'
  | 'charge-outside-seat'
  | 'charge-overlaps'
  | 'charge-held-already'

type Life = Pick<Seat, 'activeFrom' | 'activeUntil'>

/** Whether two spans have an instant in common; the ends are not included, and what ends where it begins has none. */
export function overlap(one: Pick<Charge, 'from' | 'until'>, other: Pick<Charge, 'from' | 'until'>): boolean {
  if ([one, other].some(({ from, until }) => until !== null && until <= from)) return false
  return (one.until === null || other.from < one.until) && (other.until === null || one.from < other.until)
}

/**
 * The first rule that the charge breaks, or null: it ends after it begins, lies within the life of its seat, is not
 * the second regular one at any instant, and is the only one of its employee there. `others` are all charges of the
 * seat; the charge itself, by its id, is not counted among them.
 */
export function chargeFault(charge: Charge, seat: Life, others: readonly Charge[]): ChargeFault | null {
  if (charge.until !== null && charge.until <= charge.from) return 'charge-backwards'
  if (!liesWithin(charge, seat)) return 'charge-outside-seat'
  const beside = others.filter((other) => other.id !== charge.id && overlap(charge, other))
  if (beside.some(({ employee }) => employee === charge.employee)) return 'charge-held-already'
  if (charge.kind === 'regular' && beside.some(({ kind }) => kind === 'regular')) return 'charge-overlaps'
  return null
}

function liesWithin(charge: Pick<Charge, 'from' | 'until'>, { activeFrom, activeUntil }: Life): boolean {
  if (activeFrom !== null && charge.from < activeFrom) return false
  return activeUntil === null || (charge.until !== null && charge.until <= activeUntil)
}

/** An employee joins a seat. Throws KcsError of the rule that this would break. */
export function join(
  facts: Pick<Charge, 'id' | 'seat' | 'employee' | 'kind' | 'from'> & Partial<Charge>,
  seat: Life,
  others: readonly Charge[],
): Charge {
  const charge = newCharge(facts)
  const fault = chargeFault(charge, seat, others)
  if (fault) throw new KcsError(fault)
  return charge
}

/**
 * The charge as it ends at the instant. One that was to end later ends earlier; throws KcsError `charge-backwards`
 * where it had not begun, `charge-not-held` where it had ended.
 */
export function endCharge(charge: Charge, at: Date, ended: ChargeEnd): Charge {
  if (at <= charge.from) throw new KcsError('charge-backwards')
  if (charge.until !== null && charge.until <= at) throw new KcsError('charge-not-held')
  return { ...charge, until: at, ended }
}

/** The charge of the employee that holds at the instant. Throws KcsError `charge-not-held`. */
export function chargeHeld(charges: readonly Charge[], employee: string, at: Date): Charge {
  const current = charges.find((charge) => charge.employee === employee && holdsAt(charge, at))
  if (!current) throw new KcsError('charge-not-held')
  return current
}

/** A request that names no instant and comes again within this time is a repeat; later it is a new one. */
export const REPEAT_WITHIN_MS = 24 * 3_600_000

/**
 * The charge by which the employee has left the seat before, so that a repeat returns what the first did: the one that ended
 * at the instant, or where none is named (null) the newest that ended within a day. Undefined where this is no repeat.
 */
export function leftBefore(
  charges: readonly Charge[],
  { employee, seat, at }: { employee: string; seat: string; at: Date | null },
  ended: ChargeEnd,
  now: Date,
): (Charge & { until: Date }) | undefined {
  const own = charges.filter((charge) => charge.employee === employee && charge.seat === seat)
  if (at === null && own.some((charge) => holdsAt(charge, now))) return undefined
  const since = now.getTime() - REPEAT_WITHIN_MS
  const isRepeated = ({ until }: Charge) =>
    until !== null &&
    (at === null ? until <= now && until.getTime() > since : until.getTime() === at.getTime())
  return own
    .filter((charge): charge is Charge & { until: Date } => charge.ended === ended && isRepeated(charge))
    .sort((one, other) => other.until.getTime() - one.until.getTime())[0]
}

/** The charge as it ends with its seat; null where it has ended by then. */
export function endedWithSeat(charge: Charge, end: Date): (Charge & { ended: ChargeEnd }) | null {
  if (charge.until !== null && charge.until <= end) return null
  // One that has not begun by then ends as it begins: it never holds.
  return { ...charge, until: charge.from > end ? charge.from : end, ended: 'seat-ended' }
}

/**
 * All charges of a suspended employee as they end: those that hold at the instant, and those yet to begin, which never
 * do (they end where they begin).
 */
export function suspend(charges: readonly Charge[], at: Date): Charge[] {
  return charges
    .filter(({ until }) => until === null || at < until)
    .map((charge) => ({ ...charge, until: charge.from < at ? at : charge.from, ended: 'suspended' as const }))
}
