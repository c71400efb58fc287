// One text for one JSON value, whatever the order of its keys; the hash of it tells a repeat from another request.

import { createHash } from 'node:crypto'

/** sha256, in hex, of a JSON value. */
export function requestHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Record<string, unknown>
  const entries = Object.keys(record)
    .sort()
    .filter((key) => record[key] !== undefined)
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`
}
