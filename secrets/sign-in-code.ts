// One-time codes for the first sign-in: ten signs that are told over the telephone without being confused.

import { randomInt } from 'node:crypto'

/** Crockford's alphabet: no I, L, O and U. 50 bits in ten signs. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** How long a code may be used. */
export const CODE_MS = 72 * 3600 * 1000

/** A new code, as two groups of five. */
export function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5)}`
}

/** The code as it was meant, however it was typed. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
}
