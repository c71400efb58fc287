// What a text from outside may be, whichever door it comes by.

import { unseenSign } from './signs'

/** How long a text may be, in characters, whether it may have several lines, and whether it may be empty. */
export interface TextRule {
  max: number
  lines?: boolean
  empty?: boolean
}

/** A sign that leaves a mark on paper; the blank of Braille is the one symbol that does not. */
const SEEN = /[\p{L}\p{N}\p{P}\p{Co}]|(?!\u2800)\p{S}/u

/** The text as it is kept: composed (NFC), line ends as line feeds, without white space at its ends. */
export function tidyText(text: string): string {
  const composed = text.normalize('NFC').trim()
  return composed.includes('\r') ? composed.replace(/\r\n?/g, '\n') : composed
}

/** What is wrong with a tidied text, in words that follow its name, or null. */
export function textFault(text: string, { max, lines = false, empty = false }: TextRule): string | null {
  if (text === '') return empty ? null : 'must not be empty'
  if (text.length > max && [...text].length > max) return `must have at most ${max} characters`
  const sign = unseenSign(text, lines)
  if (sign !== null) return `must not hold ${sign}${lines ? '' : oneLine(sign)}`
  return SEEN.test(text) ? null : 'must hold something that can be seen'
}

function oneLine(sign: string): string {
  return /^U\+(000[AD]|202[89])\b/.test(sign) ? '; it must be one line' : ''
}
