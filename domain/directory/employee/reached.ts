// By what an employee can be told: chosen by the employee alone, and a consent is for the number that it was given for.

import { mobileNumber } from '../../common/text/phone'
import type { Employee } from '../charge/charge'

/** What an employee has chosen. */
export interface Choice {
  sms: boolean
  whatsapp: boolean
}

type Reached = Pick<Employee, 'phone' | 'bySms' | 'whatsappTo' | 'whatsappSince'>

/** The number for SMS; '' where the employee wants none, or has no mobile. */
export function smsNumber({ phone, bySms }: Pick<Reached, 'phone' | 'bySms'>): string {
  return bySms ? mobileNumber(phone) : ''
}

/** The number for WhatsApp; '' without a consent for the number that the employee has now. */
export function whatsappNumber({ phone, whatsappTo, whatsappSince }: Omit<Reached, 'bySms'>): string {
  const number = mobileNumber(phone)
  return whatsappSince !== null && whatsappTo === number ? number : ''
}

/** What counts of the choice now. */
export function choiceOf(employee: Reached): Choice {
  return { sms: employee.bySms, whatsapp: whatsappNumber(employee) !== '' }
}

/** The facts that keep a choice; a consent that counts already keeps its instant, one that is taken back leaves nothing. */
export function chosen(
  employee: Reached,
  { sms, whatsapp }: Choice,
  now: Date,
): Pick<Employee, 'bySms' | 'whatsappTo' | 'whatsappSince'> {
  if (!whatsapp) return { bySms: sms, whatsappTo: '', whatsappSince: null }
  const { whatsappTo, whatsappSince } = employee
  if (whatsappNumber(employee) !== '') return { bySms: sms, whatsappTo, whatsappSince }
  return { bySms: sms, whatsappTo: mobileNumber(employee.phone), whatsappSince: now }
}
