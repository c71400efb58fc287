// Offices, seats and who holds them.

import type { Mechanism, TakingRule } from '../delivery/mechanism'

/** How letters reach an office from an instant on; the newest that has begun holds. */
export interface DeliveryProfile {
  from: Date
  mechanism: Mechanism
  endpoint: string
  taking: TakingRule
}

export interface Office {
  code: string
  name: string
  nameMl: string
  kind: string
  department: string
  district: string
  parent: string | null
  address: string
  email: string
  active: boolean
  /** The seat that takes tapals addressed to the office as a whole. */
  inwardSeat: string | null
  profiles: DeliveryProfile[]
}

export interface Seat {
  id: string
  office: string
  designation: string
  designationMl: string
  section: string
  /** The seat above; tapals escalate along this line, across offices. */
  reportsTo: string | null
  email: string
}

export const CHARGE_KINDS = ['regular', 'additional', 'in-absence'] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

/** The dated holding of a seat by an employee; `until` is open while it lasts. */
export interface Charge {
  id: string
  seat: string
  employee: string
  kind: ChargeKind
  from: Date
  until: Date | null
}

export interface Employee {
  pen: string
  name: string
  nameMl: string
}

/** The profile that holds at an instant, or null if none has begun. */
export function profileAt(office: Pick<Office, 'profiles'>, at: Date): DeliveryProfile | null {
  let found: DeliveryProfile | null = null
  for (const profile of office.profiles)
    if (profile.from <= at && (found === null || profile.from >= found.from)) found = profile
  return found
}

/** Whether a charge holds at an instant; the end is not included. */
export function holdsAt(charge: Pick<Charge, 'from' | 'until'>, at: Date): boolean {
  return charge.from <= at && (charge.until === null || at < charge.until)
}
