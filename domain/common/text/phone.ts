// A telephone number as it is dialled from anywhere (E.164): a plus sign, the country and the number, and digits alone.

/** The country of a number that names none. */
const INDIA = '91'
/** Without the sign a number has at most 15 digits (ITU-T E.164). */
const WHOLE = /^\+[1-9]\d{6,14}$/
/** Behind the country, or the nought of a trunk call, a number of India has ten digits; those of mobiles begin with 6 to 9. */
const OF_INDIA = /^[1-9]\d{9}$/
const MOBILE_OF_INDIA = /^\+91[6-9]\d{9}$/

export const MAX_PHONE = 30

/**
 * The number of a tidied text that people write in many ways: `98470 12345`, `0471-2518000`, `+91 (471) 251 8000`,
 * `0091…`. One without a country is of India. Null where it is no number, or more than one.
 */
export function phoneNumber(text: string): string | null {
  if (text.length > MAX_PHONE || !/^\+?[\d\s().-]+$/.test(text)) return null
  const digits = text.replace(/\D/g, '')
  const country = text.trimStart().startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  if (country !== null) return checked(`+${country.replace(/^910/, INDIA)}`)
  const national = digits.replace(/^0/, '')
  if (OF_INDIA.test(national)) return `+${INDIA}${national}`
  return digits.length === 12 && digits.startsWith(INDIA) ? checked(`+${digits}`) : null
}

function checked(number: string): string | null {
  if (number.startsWith(`+${INDIA}`) && !OF_INDIA.test(number.slice(3))) return null
  return WHOLE.test(number) ? number : null
}

/** What is wrong with a tidied telephone number, or null. */
export function phoneFault(text: string): string | null {
  return phoneNumber(text) === null ? 'must be one telephone number, such as +91 471 2518000' : null
}

/** The number as messages are sent to it; '' where it is none, or one of India that is no mobile. */
export function mobileNumber(text: string): string {
  const number = phoneNumber(text)
  if (number === null) return ''
  return number.startsWith(`+${INDIA}`) && !MOBILE_OF_INDIA.test(number) ? '' : number
}
