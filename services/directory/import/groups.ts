// Importing groups that are lists: the rows of a group are gathered, for its members hold together from one instant on.

import { groupedBy } from '../../../domain/common/item/grouped'
import { rowFault } from '../../../domain/common/table/sheet'
import { type GroupCells, groupAfter } from '../../../domain/directory/import/group'
import type { Importer, ImportTools } from './importer'

export function groupImporter({ at }: ImportTools): Importer<GroupCells, 'group'> {
  return {
    check: async (batch, stored) =>
      batch.flatMap(({ line, key, cells }) => {
        const before = stored.get(key)
        if (!before || groupAfter(before, [cells], at)) return []
        return [rowFault(line, 'import-group-by-rule', { column: 'group', value: key })]
      }),

    plan: async (batch, stored) =>
      [...groupedBy(batch, ({ key }) => key)].flatMap(([id, rows]) => {
        const before = stored.get(id) ?? null
        const said = rows.map(({ cells }) => cells)
        const after = groupAfter(before, said, at) ?? before
        return after ? [{ thing: 'group', before, after }] : []
      }),
  }
}
