// Columns of lists: what their cells may say.

import type { ErrorCode } from '../error'
import { dateOf } from './dates'
import { folded, type RowReader, SHOWN } from './sheet'

/** What codes and ids may be made of; the plain ones are of employees, sanctioned posts and groups. */
export const SEAT_ID = /^\S{1,100}$/u
export const PLAIN_ID = /^[^\s/]{1,100}$/u

/** A column of a list. Its own name is that of its field, in snake case. */
export interface Column<Value = unknown> {
  /** Other names it may bear, compared without case, spaces and signs. */
  aliases: readonly string[]
  needed?: true
  /** The value of its cell; undefined where the list has no such column, or where the reader noted a fault. */
  read(row: RowReader, name: string): Value | undefined
}

/** The columns of a list by the fields they fill, in the order in which an export writes them. */
export type Columns = Readonly<Record<string, Column>>

/** Text of one line, or of several. */
export function text(max: number, aliases: readonly string[] = [], lines = false): Column<string> {
  return { aliases, read: (row, name) => row.text(name, max, lines) }
}

/** Text that changes nothing where it is empty. */
export function textIfAny(max: number, aliases: readonly string[] = []): Column<string> {
  return { aliases, read: (row, name) => row.text(name, max) || undefined }
}

/** A code; null where the cell is empty. */
export function code(pattern: RegExp, aliases: readonly string[] = []): Column<string | null> {
  return column(aliases, (cell, fail) =>
    cell === '' ? null : pattern.test(cell) ? cell : fail('import-code-malformed'),
  )
}

/** What stands between semicolons; codes where a pattern is given. */
export function list(max: number, aliases: readonly string[] = [], pattern = /^/): Column<string[]> {
  return {
    aliases,
    read(row, name) {
      const items = row
        .text(name, max)
        ?.split(';')
        .map((item) => item.trim())
      const bad = items?.find((item) => item !== '' && !pattern.test(item))
      if (bad !== undefined) return row.fault(name, bad, 'import-code-malformed')
      return items?.filter((item) => item !== '')
    },
  }
}

/** One of some words, in any case, with or without hyphens; undefined where the cell is empty. */
export function choice<Word extends string>(
  words: readonly Word[],
  aliases: readonly string[] = [],
): Column<Word> {
  return column(aliases, (cell, fail) => {
    if (cell === '') return undefined
    return (
      words.find((word) => folded(word) === folded(cell)) ?? fail('import-choice-unknown', words.join(', '))
    )
  })
}

/** A day or an instant; null where the cell is empty. */
export function date(aliases: readonly string[] = []): Column<Date | null> {
  return column(aliases, (cell, fail) => {
    const day = cell === '' ? null : dateOf(cell)
    return typeof day === 'string' ? fail(day) : day
  })
}

/** Yes or no; undefined where the cell is empty. */
export function flag(aliases: readonly string[] = []): Column<boolean> {
  return column(aliases, (cell, fail) => {
    if (cell === '') return undefined
    if (/^(yes|y|true|1)$/i.test(cell)) return true
    return /^(no|n|false|0)$/i.test(cell) ? false : fail('import-flag-malformed')
  })
}

export function count(aliases: readonly string[] = []): Column<number> {
  return column(aliases, (cell, fail) =>
    /^\d{1,6}$/.test(cell) ? Number(cell) : fail('import-number-malformed'),
  )
}

/** The column, which every list must have and every row must fill. */
export function needed<Value>(column: Column<Value>): Column<Exclude<Value, null>> & { needed: true } {
  return {
    aliases: column.aliases,
    needed: true,
    read: (row, name) =>
      row.peek(name) === ''
        ? row.fault(name, '', 'import-cell-missing')
        : ((column.read(row, name) ?? undefined) as Exclude<Value, null> | undefined),
  }
}

type Fail = (code: ErrorCode, detail?: string) => undefined

/** A column of short cells. */
function column<Value>(
  aliases: readonly string[],
  parse: (cell: string, fail: Fail) => Value | undefined,
): Column<Value> {
  return {
    aliases,
    read(row, name) {
      const cell = row.text(name, SHOWN)
      if (cell === undefined) return undefined
      return parse(cell, (code, detail) => row.fault(name, cell, code, detail))
    },
  }
}
