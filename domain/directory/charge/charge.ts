// Employees, and the dated holding of seats by them.

import { spanHolds } from '../office/office'
import type { Reason } from '../../letters/routing/reason'
import type { Seat } from '../seat/seat'

export const CHARGE_KINDS = ['regular', 'additional', 'in-absence'] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

/** How a charge came to its end. */
export const CHARGE_ENDS = ['relieved', 'transferred', 'suspended', 'handed-over', 'seat-ended'] as const
export type ChargeEnd = (typeof CHARGE_ENDS)[number]

/** The dated holding of a seat by an employee; `until` is open while it lasts, and is not included. */
export interface Charge {
  id: string
  seat: string
  employee: string
  kind: ChargeKind
  from: Date
  until: Date | null
  ended: ChargeEnd | null
}

export interface Employee {
  /** Permanent employee number, or a temporary one until it is issued. */
  pen: string
  temporary: boolean
  name: string
  nameMl: string
  /** In the form of E.164 since it is checked; older ones as they were written. */
  phone: string
  email: string
  /** Whether what presses is told by SMS. */
  bySms: boolean
  /** The number for which WhatsApp was agreed to, and when; '' and null without a consent. */
  whatsappTo: string
  whatsappSince: Date | null
}

/** Whether a charge holds at an instant; the end is not included. */
export function holdsAt(charge: Pick<Charge, 'from' | 'until'>, at: Date): boolean {
  return spanHolds(charge, at)
}

/** Who has the duty of a seat at an instant. */
export interface Duty {
  /** Null when nobody could be found. */
  employee: string | null
  /** The seat under which that person acts: the seat itself, the link officer's, or the one above. */
  actingSeat: string | null
  reason: Reason
}

/** What the rule of duties needs of a seat. */
export type DutySeat = Pick<Seat, 'id' | 'linkOfficer' | 'reportsTo'>

const ORDER: readonly ChargeKind[] = ['in-absence', 'regular', 'additional']

/**
 * Who acts for a seat: its holder (one in absence goes before the regular holder, who is away); while it is vacant the
 * link officer; else the seat above, up to the top of the line. Mail waits for the seat in each case.
 */
export function dutyOf(
  seat: DutySeat,
  seatOf: (id: string) => DutySeat | undefined,
  chargesOf: (seat: string) => readonly Charge[],
  at: Date,
): Duty {
  const own = holderAt(chargesOf(seat.id), at)
  if (own) return { employee: own.employee, actingSeat: seat.id, reason: { code: `holder-${own.kind}` } }
  if (seat.linkOfficer !== null) {
    const link = holderAt(chargesOf(seat.linkOfficer), at)
    if (link)
      return {
        employee: link.employee,
        actingSeat: seat.linkOfficer,
        reason: { code: 'vacant-link-officer', of: seat.linkOfficer },
      }
  }
  const seen = new Set([seat.id])
  for (let above = seat.reportsTo; above !== null && !seen.has(above); ) {
    seen.add(above)
    const holder = holderAt(chargesOf(above), at)
    if (holder)
      return {
        employee: holder.employee,
        actingSeat: above,
        reason: { code: 'vacant-seat-above', of: above },
      }
    above = seatOf(above)?.reportsTo ?? null
  }
  return { employee: null, actingSeat: null, reason: { code: 'vacant' } }
}

/** The charge under which the seat is held: in absence before regular before additional, the newest of its kind. */
export function holderAt(charges: readonly Charge[], at: Date): Charge | null {
  const current = charges.filter((charge) => holdsAt(charge, at))
  for (const kind of ORDER) {
    const [newest] = current
      .filter((charge) => charge.kind === kind)
      .sort((one, other) => other.from.getTime() - one.from.getTime())
    if (newest) return newest
  }
  return null
}

/** An employee with the facts given and the rest empty. */
export function newEmployee(facts: Pick<Employee, 'pen' | 'name'> & Partial<Employee>): Employee {
  const choice = { bySms: true, whatsappTo: '', whatsappSince: null }
  return { temporary: false, nameMl: '', phone: '', email: '', ...choice, ...facts }
}

/** A charge that lasts, with the facts given. */
export function newCharge(
  facts: Pick<Charge, 'id' | 'seat' | 'employee' | 'from'> & Partial<Charge>,
): Charge {
  return { kind: 'regular', until: null, ended: null, ...facts }
}
