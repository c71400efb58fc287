// Where the holders of seats can be written to.

import { ADDRESSES, type Contact } from '../../../domain/letters/notice/channels'
import type { ServiceDeps } from '../../deps'

type Deps = { repositories: Pick<ServiceDeps['repositories'], 'seats' | 'charges' | 'employees'> }

/**
 * Returns the contacts by seat: mail goes to the seat, messages to the telephone of who holds it at the instant. Reads
 * only what some channel writes to.
 */
export async function contactsOf(
  { repositories }: Deps,
  seats: readonly string[],
  now: Date,
  addresses: readonly (keyof Contact)[] = ADDRESSES,
): Promise<Map<string, Contact>> {
  const seatsById = addresses.includes('email') ? await repositories.seats.byIds(seats) : null
  const phones = addresses.includes('phone') ? await phonesOf(repositories, seats, now) : null
  return new Map(
    seats.map((seat) => [seat, { email: seatsById?.get(seat)?.email ?? '', phone: phones?.get(seat) ?? '' }]),
  )
}

async function phonesOf(
  { charges, employees }: Deps['repositories'],
  seats: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const holders = await charges.holdersOf(seats, now)
  const employeesByPen = await employees.byPens(holders.map(({ employee }) => employee))
  return new Map(holders.map(({ seat, employee }) => [seat, employeesByPen.get(employee)?.phone ?? '']))
}
