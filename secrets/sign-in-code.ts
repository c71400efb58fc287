// One-time codes for the first sign-in: ten signs that are told over the telephone without being confused.

import { randomInt } from 'node:crypto'

/** Crockford's alphabet: no I, L, O and U. 50 bits in ten signs. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** A new code, as two groups of five. */
export function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5)}`
}
