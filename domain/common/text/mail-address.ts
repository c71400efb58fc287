// A mail address as directories hold it: one address, without name, angle brackets or mailto (RFC 5321, RFC 6531).

import { unseenSign } from './signs'

export const MAX_MAIL_ADDRESS = 254

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\u0080-\\u{10ffff}]+"
const LABEL =
  '[A-Za-z0-9\\u0080-\\u{10ffff}](?:[A-Za-z0-9\\u0080-\\u{10ffff}-]{0,61}[A-Za-z0-9\\u0080-\\u{10ffff}])?'
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})+$`, 'u')

/** What is wrong with a tidied mail address, or null. */
export function mailAddressFault(text: string): string | null {
  if ([...text].length > MAX_MAIL_ADDRESS) return `must have at most ${MAX_MAIL_ADDRESS} characters`
  const sign = unseenSign(text)
  if (sign !== null) return `must not hold ${sign}`
  if (/^mailto:/i.test(text)) return 'must be the bare mail address, without mailto:'
  if ((text.match(/@/g) ?? []).length > 1) return 'must be one mail address, such as office@example.in'
  const [local = ''] = text.split('@')
  return ADDRESS.test(text) && [...local].length <= 64 && !/\p{Z}/u.test(text)
    ? null
    : 'must be a mail address, such as office@example.in'
}
