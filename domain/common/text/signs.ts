// Signs that no text from outside may hold: those that cannot be seen, and those that turn the direction of reading.

/** What cannot be seen: controls, format signs and fillers, halves of characters, places that Unicode leaves empty. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u
const EACH_UNSEEN = new RegExp(UNSEEN, 'gu')

/** Scripts in which a joiner or non-joiner belongs to the spelling: Arabic, those of India, and pictures. */
const SPELT_WITH_JOINERS = /[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\p{Extended_Pictographic}]/u
const PICTURE = /[\p{Emoji}\u200d]/u

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x09: 'tab',
  0x0a: 'line feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0xad: 'soft hyphen',
  0x34f: 'combining grapheme joiner',
  0x61c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of a change of direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of an isolate',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
}

/** The first sign of the text that may not stand there, by name and place, or null. `lines` allows line feed and tab. */
export function unseenSign(text: string, lines = false): string | null {
  if (!UNSEEN.test(text)) return null
  for (const { 0: sign, index } of text.matchAll(EACH_UNSEEN)) {
    if (lines && (sign === '\n' || sign === '\t')) continue
    if (!belongs(sign, text.slice(0, index), text.slice(index + sign.length)))
      return `${nameOfSign(sign)} at character ${[...text.slice(0, index)].length + 1}`
  }
  return null
}

/** The number of a sign in Unicode and what it is called, such as U+202E (right-to-left override). */
export function nameOfSign(sign: string): string {
  const point = sign.codePointAt(0) ?? 0
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')} (${NAMES[point] ?? classOf(sign)})`
}

/** Joiners belong to the spelling beside letters that are written with them, and what chooses a picture belongs to it. */
function belongs(sign: string, before: string, after: string): boolean {
  if (sign === '\u200c' || sign === '\u200d')
    return SPELT_WITH_JOINERS.test(lastOf(before)) || SPELT_WITH_JOINERS.test(firstOf(after))
  return (sign === '\ufe0e' || sign === '\ufe0f') && PICTURE.test(lastOf(before))
}

/** The joiners that stand side by side count as one, and a picture may have its chooser between it and the joiner. */
function lastOf(before: string): string {
  return [...before.slice(-12).replace(/[\u200c\u200d\ufe0e\ufe0f]+$/u, '')].at(-1) ?? ''
}

function firstOf(after: string): string {
  return [...after.slice(0, 12).replace(/^[\u200c\u200d]+/u, '')][0] ?? ''
}

function classOf(sign: string): string {
  if (/\p{Cc}/u.test(sign)) return 'control character'
  if (/\p{Cs}/u.test(sign)) return 'half of a character'
  if (/\p{Variation_Selector}/u.test(sign)) return 'variation selector'
  if (/\p{Noncharacter_Code_Point}/u.test(sign)) return 'no character'
  return 'a sign that cannot be seen'
}
