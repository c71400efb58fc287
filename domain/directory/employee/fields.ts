// What the fields of an employee may hold; the API and the portal check the same.

import { phoneNumber } from '../../common/text/phone'

/** A permanent employee number, or a temporary one. */
export const PEN = /^[A-Za-z0-9][A-Za-z0-9/._-]{0,29}$/
export const MAX_NAME = 200

/** The facts with the telephone number as it is kept. */
export function tidyContact<Facts extends { phone?: string }>(facts: Facts): Facts {
  return facts.phone === undefined ? facts : { ...facts, phone: phoneNumber(facts.phone) ?? facts.phone }
}
