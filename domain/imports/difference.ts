// What an import changes, as it is shown before it is done.

import { same } from './given'

export interface RowDifference {
  change: 'added' | 'changed' | 'ended'
  key: string
  fields: Record<string, { from: unknown; to: unknown }>
}

/** Fields that say nothing to a reader. */
const OWN = new Set(['_id', 'version', 'factsFrom', 'earlier', 'tokens'])

/** The fields that differ; of a new row those that are filled. */
export function differencesOf(change: {
  before: { _id: string } | null
  after: { _id: string }
  ended: boolean
}): RowDifference {
  const { before, after, ended } = change
  const was = new Map<string, unknown>(Object.entries(before ?? {}))
  const fields: RowDifference['fields'] = {}
  for (const [name, to] of Object.entries(after) as [string, unknown][]) {
    const from = was.get(name) ?? null
    if (OWN.has(name) || same(from, to) || (before === null && isEmpty(to))) continue
    fields[name] = { from, to }
  }
  return { change: before === null ? 'added' : ended ? 'ended' : 'changed', key: after._id, fields }
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
