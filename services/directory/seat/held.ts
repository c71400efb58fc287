// Seats with who has their duty, by name.

import type { Repositories } from '../../../database'
import type { SeatsInLine } from '../../../database/directory/seat/lines'
import type { Charge, Duty } from '../../../domain/directory/charge/charge'
import type { Seat } from '../../../domain/directory/seat/seat'
import { dutiesInLine } from '../charge/duties'

type Holders = Pick<Repositories, 'charges' | 'employees'>
type Directory = Holders & Pick<Repositories, 'seats'>

/** A seat with who has its duty at an instant. */
export interface HeldSeat extends Seat {
  duty: Duty
  /** Name of its own holder, or null while it is vacant. */
  holder: string | null
  /** Name of who acts for it. */
  acting: string | null
}

/** A charge with the name of its employee. */
export interface NamedCharge extends Charge {
  name: string
}

/** Seats that were read with their lines, and who has the duty of each at the instant; two round trips. */
export async function withHolders(
  { charges, employees }: Holders,
  seatsInLine: SeatsInLine,
  at: Date,
): Promise<HeldSeat[]> {
  const duties = await dutiesInLine(charges, seatsInLine, at)
  const nameOf = await namesOf(
    employees,
    [...duties.values()].flatMap(({ employee }) => employee ?? []),
  )
  return seatsInLine.seats.flatMap((seat) => {
    const duty = duties.get(seat.id)
    if (!duty) return []
    const acting = duty.employee === null ? null : (nameOf(duty.employee) ?? null)
    return [{ ...seat, duty, acting, holder: duty.actingSeat === seat.id ? acting : null }]
  })
}

/** The seat with who has its duty at the instant, or null if there is none; three round trips. */
export async function heldSeat(directory: Directory, id: string, at: Date): Promise<HeldSeat | null> {
  const [seat] = await withHolders(directory, await directory.seats.inLine([id]), at)
  return seat ?? null
}

/** The charges of the seat, past and to come, newest first, or null if there is no such seat; two round trips. */
export async function holdersOfSeat(
  { seats, charges, employees }: Directory,
  id: string,
): Promise<NamedCharge[] | null> {
  const [seat, seatCharges] = await Promise.all([seats.byId(id), charges.ofSeat(id)])
  if (!seat) return null
  const nameOf = await namesOf(
    employees,
    seatCharges.map(({ employee }) => employee),
  )
  return seatCharges.map((charge) => ({ ...charge, name: nameOf(charge.employee) ?? '' }))
}

async function namesOf(
  employees: Holders['employees'],
  pens: readonly string[],
): Promise<(pen: string) => string | undefined> {
  if (pens.length === 0) return () => undefined
  const employeesByPen = await employees.byPens([...new Set(pens)])
  return (pen) => employeesByPen.get(pen)?.name
}
