// What a cell says: tidied on its way in, made harmless for spreadsheets on its way out.

import { tidyText } from '../text/text'

const VIRAMA_ZWJ = '\u0d4d\u200d'
/** Chillus as they were written before Unicode 5.1, and the letters that stand for them since. */
const CHILLUS: readonly (readonly [consonant: string, chillu: string])[] = [
  ['\u0d23', '\u0d7a'],
  ['\u0d28', '\u0d7b'],
  ['\u0d30', '\u0d7c'],
  ['\u0d32', '\u0d7d'],
  ['\u0d33', '\u0d7e'],
  ['\u0d15', '\u0d7f'],
]

/** Text as it is kept: NFC, chillus as letters of their own, no spaces at its ends. */
export function tidy(text: string): string {
  let tidied = tidyText(text)
  if (tidied.includes(VIRAMA_ZWJ))
    for (const [consonant, chillu] of CHILLUS) tidied = tidied.replaceAll(consonant + VIRAMA_ZWJ, chillu)
  return tidied
}

/**
 * A cell that no spreadsheet takes for a formula: before a leading = + - @, tab or carriage return stands an
 * apostrophe, and one more where apostrophes stand before such a sign already, so that `withoutGuard` gives the text back.
 */
export function guarded(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** The text of a cell that `guarded` wrote; other cells as they are. */
export function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

/** A name without case, spaces and signs. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
