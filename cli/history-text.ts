// The history of an object of the directory, as text.

import { type z } from 'zod'
import { type historyPageSchema } from '../api/routes/common/history-schema'
import { plain } from './table'
import { instantOf } from './time'

export type HistoryResponse = z.infer<typeof historyPageSchema>

/** Two or more lines for each change: when, what and who; then each field as it was and as it became. */
export function historyLines({ items }: HistoryResponse): string[] {
  return items.flatMap(({ at, what, actor, before, after }) => [
    `${instantOf(at)}  ${what}  ${actor['account'] ?? actor['seat'] ?? actor['agent'] ?? actor['kind'] ?? ''}`,
    ...Object.entries(after)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) =>
        plain(
          `  ${name}: ${before[name] === undefined ? '' : `${wordsOf(before[name])} → `}${wordsOf(value)}`,
        ),
      ),
    ...Object.keys(after)
      .filter((name) => isEmpty(after[name]) && !isEmpty(before[name]))
      .map((name) => plain(`  ${name}: ${wordsOf(before[name])} → nothing`)),
  ])
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function wordsOf(value: unknown): string {
  if (isEmpty(value)) return 'nothing'
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}
