// What is asked of the directory, as it is looked up.

import { fold, withJoinedCodes, wordsOf } from './fold'
import { commonBeginning, districtsBeginning, isCommon, keyOf, pairKey } from './words'

/** Most words of a query that are used; the rest are ignored. */
const WORDS = 8
/** Keys under which candidates are looked up; the more, the surer and the slower. */
const LOOKUPS = 2
/** Common words that a beginning may stand for in a pair. */
const MEANT = 3

/** A word that what is found must have, as the beginning of one of its own, or by lying in a district of that name. */
export interface AskedWord {
  word: string
  districts: number[]
}

export interface Question {
  /** The whole, folded. */
  text: string
  words: AskedWord[]
  /** Each a way to candidates: what has one of the keys. */
  lookups: string[][]
  /** Numbers of the districts named beside other words. */
  districts: number[]
}

/** Reads a question; null where there is no letter or digit in it. */
export function readQuestion(question: string): Question | null {
  const asked = withJoinedCodes(question)
  const text = fold(asked)
  if (text === '') return null
  const words = wordsOf(asked).slice(0, WORDS)
  const several = words.length > 1
  const terms = words.map((word) => ({ word, districts: several ? districtsBeginning(word) : [] }))
  const places = terms.filter(({ districts }) => districts.length > 0)
  const rest = terms.filter(({ districts }) => districts.length === 0)
  return {
    text,
    words: terms,
    lookups: lookupsOf((rest.length > 0 ? rest : terms).map(({ word }) => word)),
    districts: rest.length > 0 ? [...new Set(places.flatMap(({ districts }) => districts))] : [],
  }
}

/**
 * The rarest first, as far as can be told without counting: a common word together with one that is not, or with another
 * common one; then what is not common, the longest first.
 */
function lookupsOf(words: readonly string[]): string[][] {
  const byLength = [...words].sort((one, other) => other.length - one.length)
  const common = byLength.filter((word) => word.length > 2 && commonBeginning(word).length > 0)
  const rare = byLength.filter((word) => !common.includes(word))
  const [least, ...rest] = [...rare.slice(0, 1), ...common]
  const pairs = least === undefined || rest[0] === undefined ? [] : pairKeys(least, rest[0])
  return [...(pairs.length > 0 ? [pairs] : []), ...[...rare, ...common].map((word) => [keyOf(word)])].slice(
    0,
    LOOKUPS,
  )
}

function pairKeys(one: string, other: string): string[] {
  return meantBy(one).flatMap((first) => meantBy(other).map((second) => pairKey(first, second)))
}

/** What is meant: a word as it is written out, or the common ones that may become of it. */
function meantBy(word: string): string[] {
  const meant = isCommon(word) ? [word] : commonBeginning(word).slice(0, MEANT)
  return meant.length > 0 ? meant : [word]
}
