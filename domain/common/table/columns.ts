// Columns of lists: what their cells may say.

import type { ErrorCode } from '../error'
import { dateOf } from './dates'
import { folded } from './text'

/** What codes and ids may be made of; the plain ones are of employees, sanctioned posts and groups. */
export const SEAT_ID = /^\S{1,100}$/u
export const PLAIN_ID = /^[^\s/]{1,100}$/u

/** The most characters of a cell that a fault shows, and the most of a cell that is a code, a date or a word. */
export const SHOWN = 120

/** Notes what is wrong with a cell, which then counts as absent; `value` where only a part of it is bad. */
type Fail = (code: ErrorCode, more?: { detail?: string; value?: string }) => undefined

/** A column of a list. Its own name is that of its field, in snake case. */
export interface Column<Value = unknown> {
  /** Other names it may bear, compared without case, spaces and signs. */
  aliases: readonly string[]
  /** Every list must have it, and every row must fill it. */
  needed?: true
  /** The most characters of a cell. */
  max: number
  /** Whether a cell may have several lines. */
  lines?: boolean
  /** What an empty cell says; undefined where it says nothing. */
  empty: Value | undefined
  /** What another cell says. */
  parse(cell: string, fail: Fail): Value | undefined
}

/** The columns of a list by the fields they fill, in the order in which an export writes them. */
export type Columns = Readonly<Record<string, Column>>

interface TextRules {
  lines?: boolean
  faultOf?(text: string): string | null
  /** How it is written where it is kept. */
  keptAs?(text: string): string | null
}

/** Text of one line, or of several; one that is not empty may be judged by a rule of its own. */
export function text(
  max: number,
  aliases: readonly string[] = [],
  { lines = false, faultOf, keptAs }: TextRules = {},
): Column<string> {
  const parse: Column<string>['parse'] = (cell, fail) => {
    const fault = faultOf?.(cell) ?? null
    return fault === null
      ? (keptAs?.(cell) ?? cell)
      : fail('import-text-malformed', { detail: `It ${fault}.` })
  }
  return { aliases, max, lines, empty: '', parse }
}

/** The column, of which an empty cell changes nothing. */
export function ifAny<Value>(column: Column<Value>): Column<Value> {
  return { ...column, empty: undefined }
}

/** A code; null where the cell is empty. */
export function code(pattern: RegExp, aliases: readonly string[] = []): Column<string | null> {
  return short(aliases, null, (cell, fail) => (pattern.test(cell) ? cell : fail('import-code-malformed')))
}

/** What stands between semicolons; codes where a pattern is given. */
export function list(max: number, aliases: readonly string[] = [], pattern = /^/): Column<string[]> {
  const parse: Column<string[]>['parse'] = (cell, fail) => {
    const items = cell.split(';').flatMap((item) => item.trim() || [])
    const bad = items.find((item) => !pattern.test(item))
    return bad === undefined ? items : fail('import-code-malformed', { value: bad })
  }
  return { aliases, max, empty: [], parse }
}

/** One of some words, in any case, with or without hyphens; an empty cell says the usual one, if any. */
export function choice<Word extends string>(
  words: readonly Word[],
  aliases: readonly string[] = [],
  usual?: Word,
): Column<Word> {
  const named = (cell: string) => words.find((word) => folded(word) === folded(cell))
  const detail = words.join(', ')
  return short(aliases, usual, (cell, fail) => named(cell) ?? fail('import-choice-unknown', { detail }))
}

/** A day or an instant; null where the cell is empty. */
export function date(aliases: readonly string[] = []): Column<Date | null> {
  return short(aliases, null, (cell, fail) => {
    const day = dateOf(cell)
    return typeof day === 'string' ? fail(day) : day
  })
}

/** Yes or no. */
export function flag(aliases: readonly string[] = []): Column<boolean> {
  return short(aliases, undefined, (cell, fail) =>
    /^(yes|y|true|1|no|n|false|0)$/i.test(cell) ? /^[yt1]/i.test(cell) : fail('import-flag-malformed'),
  )
}

/** A whole number. */
export function count(aliases: readonly string[] = []): Column<number> {
  return short(aliases, undefined, (cell, fail) =>
    /^\d{1,6}$/.test(cell) ? Number(cell) : fail('import-number-malformed'),
  )
}

/** The column, which every list must have and every row must fill. */
export function needed<Value>(column: Column<Value>): Column<Exclude<Value, null>> & { needed: true } {
  return { ...(column as Column<Exclude<Value, null>>), needed: true }
}

/** A column of cells that faults show whole. */
function short<Value>(
  aliases: readonly string[],
  empty: Value | undefined,
  parse: Column<Value>['parse'],
): Column<Value> {
  return { aliases, max: SHOWN, empty, parse }
}
