// The words under which something is found, and the keys under which they are kept.

import { fold, wordsOf } from './fold'
import { COMMON, DISTRICTS, SAME } from './synonyms'

/** Letters of a word that a key holds; the rest is compared in the text. */
const KEY_LETTERS = 10

/** With their other spellings. */
const COMMON_WORDS = (() => {
  const words = new Set(COMMON.flatMap(wordsOf))
  const spellings = SAME.map((line) => line.map((one) => wordsOf(one))).filter((line) =>
    line.every((one) => one.length === 1),
  )
  for (const line of spellings.map((one) => one.flat()))
    if (line.some((word) => words.has(word))) for (const word of line) words.add(word)
  return words
})()

/** The phrases of each line of SAME, by their first word. */
const PHRASES = new Map<string, { phrase: string[]; others: string[] }[]>()
for (const line of SAME) {
  const phrases = [...new Set(line.map((one) => wordsOf(one).join(' ')))].map((one) => one.split(' '))
  for (const phrase of phrases) {
    const others = phrases.filter((one) => one !== phrase).flat()
    const [first] = phrase as [string]
    PHRASES.set(first, [...(PHRASES.get(first) ?? []), { phrase, others }])
  }
}

/** Each name and spelling of a district, with the district's number from 1. */
const DISTRICT_NAMES: readonly (readonly [name: string, district: number])[] = DISTRICTS.flatMap(
  (district, index) =>
    (SAME.find((line) => line[0] === district) ?? [district]).map((name) => [fold(name), index + 1] as const),
)

/** All numbers of districts; 0 stands for none of the fourteen. */
export const NEAR_ALL: readonly number[] = [0, ...DISTRICTS.map((_, index) => index + 1)]

/** The number of a district by any of its names, 0 for anything else. */
export function districtOf(name: string): number {
  const folded = fold(name)
  return DISTRICT_NAMES.find(([one]) => one === folded)?.[1] ?? 0
}

/** The districts of which a name begins with the word; none for a word of less than three letters. */
export function districtsBeginning(word: string): number[] {
  if (word.length < 3) return []
  return [
    ...new Set(DISTRICT_NAMES.filter(([name]) => name.startsWith(word)).map(([, district]) => district)),
  ]
}

/** What stands for the same as phrases among the words: other spellings, abbreviations, and what is abbreviated. */
export function otherWordsFor(words: readonly string[]): string[] {
  const alternatives = words.flatMap((word, at) =>
    (PHRASES.get(word) ?? [])
      .filter(({ phrase }) => phrase.every((one, index) => words[at + index] === one))
      .flatMap(({ others }) => others),
  )
  return [...new Set(alternatives)].filter((word) => !words.includes(word))
}

/** The first letters of a name of several words, with and without what follows a comma. */
export function initialsOf(name: string): string[] {
  const initials = [name, name.split(/[,(]/)[0] ?? '']
    .map((piece) => wordsOf(piece).filter((word) => /^[a-z]/.test(word)))
    .filter((words) => words.length > 1 && words.length <= 8)
    .map((words) => words.map((word) => word.charAt(0)).join(''))
  return [...new Set(initials)]
}

/** Whether the word stands in so many names that it finds nothing by itself. */
export function isCommon(word: string): boolean {
  return COMMON_WORDS.has(word)
}

/** The common words that begin with the letters. */
export function commonBeginning(letters: string): string[] {
  return [...COMMON_WORDS].filter((word) => word.startsWith(letters))
}

/** The key under which a word is looked up that begins with the letters. */
export function keyOf(letters: string): string {
  return [...letters].slice(0, KEY_LETTERS).join('').replace(/്+$/, '')
}

/** The leading parts of a word, from `least` letters on; none ends in a chandrakkala, which joins what follows. */
export function partsOf(word: string, least: number): string[] {
  const letters = [...word].slice(0, KEY_LETTERS)
  return letters
    .map((_, index) => letters.slice(0, index + 1).join(''))
    .filter((part, index) => index >= least - 1 && !part.endsWith('്'))
}

/** The keys of each of the words with each of the others of the same script. */
export function pairsOf(words: readonly string[], others: readonly string[]): string[] {
  return words.flatMap((one) =>
    others
      .filter((other) => other !== one && /^[a-z]/.test(one) === /^[a-z]/.test(other))
      .map((other) => pairKey(one, other)),
  )
}

/** The key of two common words together; the order does not matter. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}+${other}` : `${other}+${one}`
}
