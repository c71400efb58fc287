// What a cell says: tidied on its way in, made harmless for spreadsheets on its way out.

import { tidyText } from '../text/text'

/** Letters that stand for chillus since Unicode 5.1, by the consonants that virama and joiner followed before. */
const CHILLUS: Readonly<Record<string, string>> = { ണ: 'ൺ', ന: 'ൻ', ര: 'ർ', ല: 'ൽ', ള: 'ൾ', ക: 'ൿ' }

/** Text as it is kept: NFC, chillus as letters of their own, no spaces at its ends. */
export function tidy(text: string): string {
  return tidyText(text).replace(/([ണനരലളക])\u0d4d\u200d/g, (_, consonant: string) => CHILLUS[consonant]!)
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
