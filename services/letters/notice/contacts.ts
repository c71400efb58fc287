// Where the holders of seats, those who have a role, and offices outside can be written to.

import {
  ADDRESSES,
  type Audience,
  type Contact,
  type ContactsOf,
} from '../../../domain/letters/notice/channels'
import type { Employee } from '../../../domain/directory/charge/charge'
import { smsNumber, whatsappNumber } from '../../../domain/directory/employee/reached'
import type { ServiceDeps } from '../../deps'

type Deps = {
  repositories: Pick<ServiceDeps['repositories'], 'seats' | 'charges' | 'employees' | 'accounts' | 'offices'>
}

/**
 * Returns a look-up of contacts. Mail to a seat goes to its own address, else to that of who holds it at the instant;
 * messages go to the telephone of who holds it, as that person has chosen. A role is all who have it and can sign in.
 * Reads and tells only what is asked for.
 */
export async function contactsFor(
  { repositories }: Deps,
  audiences: readonly Audience[],
  now: Date,
  addresses: readonly (keyof Contact)[] = ADDRESSES,
): Promise<ContactsOf> {
  if (addresses.length === 0) return () => []
  const seats = unique(audiences.flatMap((one) => ('seat' in one ? [one.seat] : [])))
  const offices = unique(audiences.flatMap((one) => ('office' in one ? [one.office] : [])))
  const [bySeat, byOffice, operators] = await Promise.all([
    seats.length === 0 ? null : seatContacts(repositories, seats, now),
    offices.length === 0 ? null : repositories.offices.byCodes(offices),
    audiences.some((one) => 'role' in one) ? operatorContacts(repositories) : [],
  ])
  const told = (contact: Contact): Contact => ({
    email: addresses.includes('email') ? contact.email : '',
    phone: addresses.includes('phone') ? contact.phone : '',
    whatsapp: addresses.includes('whatsapp') ? contact.whatsapp : '',
  })
  return (audience) => {
    if ('role' in audience) return operators.map(({ key, ...contact }) => ({ ...told(contact), key }))
    const contact =
      'seat' in audience
        ? bySeat?.get(audience.seat)
        : { ...contactOf(undefined), email: byOffice?.get(audience.office)?.email ?? '' }
    return contact ? [{ ...told(contact), key: '' }] : []
  }
}

/** Where an employee can be written to; nowhere where there is none. */
function contactOf(employee: Employee | undefined): Contact {
  if (!employee) return { email: '', phone: '', whatsapp: '' }
  return { email: employee.email, phone: smsNumber(employee), whatsapp: whatsappNumber(employee) }
}

async function seatContacts(
  { seats, charges, employees }: Deps['repositories'],
  ids: readonly string[],
  now: Date,
): Promise<Map<string, Contact>> {
  const [seatsById, holders] = await Promise.all([seats.byIds(ids), charges.holdersOf(ids, now)])
  const byPen = await employees.byPens(unique(holders.map(({ employee }) => employee)))
  const holderOf = new Map(holders.map(({ seat, employee }) => [seat, byPen.get(employee)]))
  return new Map(
    ids.map((id) => {
      const contact = contactOf(holderOf.get(id))
      return [id, { ...contact, email: seatsById.get(id)?.email || contact.email }]
    }),
  )
}

async function operatorContacts({ accounts, employees }: Deps['repositories']) {
  const pens = await accounts.employeesWith('operator')
  const byPen = await employees.byPens(pens)
  return pens.map((pen) => ({ ...contactOf(byPen.get(pen)), key: pen }))
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
