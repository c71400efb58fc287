// Which collections commands speak of: their own, and those that a pipeline joins.

import type { SentCommand } from './room'

const SPEAKS_OF_ROWS = new Set([
  'find',
  'aggregate',
  'count',
  'distinct',
  'insert',
  'update',
  'delete',
  'findAndModify',
])

export function touchedBy(sent: readonly SentCommand[]): Set<string> {
  const touched = new Set<string>()
  for (const { name, command } of sent) {
    if (!SPEAKS_OF_ROWS.has(name)) continue
    // A pipeline that begins with its own documents is sent to the database, as number 1.
    if (command[name] !== 1) touched.add(String(command[name]))
    if (name === 'aggregate') for (const joined of joinedIn(command['pipeline'])) touched.add(joined)
  }
  return touched
}

function joinedIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(joinedIn)
  if (typeof part !== 'object' || part === null || part instanceof Date) return []
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const named =
      key === '$lookup' || key === '$graphLookup'
        ? (value as { from: string }).from
        : key === '$unionWith'
          ? (value as { coll: string }).coll
          : undefined
    return [...(named === undefined ? [] : [named]), ...joinedIn(value)]
  })
}
