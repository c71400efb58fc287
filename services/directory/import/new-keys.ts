// Keys that a file gives anew: how they may look, and whether they would pass for one that is there or comes with the file.

import type { Placed } from '../../../database/directory/import/staging'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import { columnOf } from '../../../domain/common/table/table'
import { likelyTwinsOf, twinKey } from '../../../domain/common/text/code'
import type { List } from '../../../domain/directory/import/list'

type Check = (batch: readonly Placed<unknown>[], stored: ReadonlyMap<string, unknown>) => Promise<RowFault[]>

/**
 * Makes the check of one file: it remembers the keys that the file brings, and says what is wrong with those of a batch.
 * `idsAmong` says which of some ids are there.
 */
export function newKeyCheck(
  { key: field, newKey }: Pick<List<unknown, never>, 'key' | 'newKey'>,
  idsAmong: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Check {
  const column = columnOf(field)
  const broughtByTwin = new Map<string, string>()
  return async (batch, stored) => {
    const fresh = newKey ? batch.filter(({ key }) => !stored.has(key)) : []
    if (!newKey || fresh.length === 0) return []
    const twinsByKey = new Map(fresh.map(({ key }) => [key, likelyTwinsOf(key)]))
    const there = await idsAmong([...twinsByKey.values()].flat())
    return fresh.flatMap(({ line, key }) => {
      if (!newKey.test(key)) return [rowFault(line, 'import-code-malformed', { column, value: key })]
      const twin = twinKey(key)
      const known = twinsByKey.get(key)?.find((likely) => there.has(likely)) ?? broughtByTwin.get(twin) ?? key
      if (known === key) broughtByTwin.set(twin, key)
      const detail = `${known} is there.`
      return known === key ? [] : [rowFault(line, 'import-near-twin', { column, value: key, detail })]
    })
  }
}
