// What an import changes, as it is shown before it is done: by the columns of the list.

import type { Change, ImportedThing } from '../../../database/directory/import/change'
import { CHARGES } from '../../../domain/directory/import/charge'
import { EMPLOYEES } from '../../../domain/directory/import/employee'
import { GROUPS } from '../../../domain/directory/import/group'
import type { List } from '../../../domain/directory/import/list'
import { OFFICES } from '../../../domain/directory/import/office'
import { POSTS } from '../../../domain/directory/import/sanctioned-post'
import { SEATS } from '../../../domain/directory/import/seat'
import type { Cells } from '../../../domain/directory/import/sheet'

export interface RowDifference {
  change: 'added' | 'changed' | 'ended'
  key: string
  /** By column; null where there was or is nothing. */
  fields: Record<string, { from: string | null; to: string | null }>
}

const LIST_OF: { [Thing in ImportedThing]: Pick<List<never, never>, 'key' | 'gathered' | 'rows' | 'shown'> } =
  {
    office: OFFICES,
    seat: SEATS,
    'sanctioned-post': POSTS,
    employee: EMPLOYEES,
    charge: CHARGES,
    group: GROUPS,
  }

/** The cells that differ; of a new row those that are filled. `at` is the instant of the import. */
export function differenceOf({ thing, before, after, ended }: Change, at: Date): RowDifference {
  const { key, gathered, rows, shown } = LIST_OF[thing]
  const cellsOf = (value: object): Cells =>
    shown ? shown(value as never, at) : (rows(value as never, at)[0] ?? {})
  const is = cellsOf(after)
  const was = before === null ? {} : cellsOf(before)
  const fields: RowDifference['fields'] = {}
  for (const name of Object.keys({ ...was, ...is })) {
    const from = was[name] || null
    const to = is[name] || null
    // The id is shown as the key.
    if (from !== to && (gathered || name !== key)) fields[name] = { from, to }
  }
  const change = before === null ? 'added' : ended ? 'ended' : 'changed'
  const id = new Map<string, unknown>(Object.entries(after)).get(gathered ? 'id' : key)
  return { change, key: String(id), fields }
}
