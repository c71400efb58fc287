// Importing groups that are lists: the rows of a group are gathered, for its members hold together from one instant on.

import { groupAfter, type GroupCells } from '../../../domain/directory/import/group'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import { changeOf, groupedBy, type Importer, type ImportTools, officeFaults, officesAmong } from './importer'

export function groupImporter(tools: ImportTools): Importer<GroupCells, 'group'> {
  const { at } = tools
  const { imports } = tools.repositories

  return {
    async check(batch, stored) {
      const members = batch.map(({ row }) => row.member)
      const there = {
        office: await imports.idsAmong(
          'office',
          members.flatMap(({ office }) => office ?? []),
        ),
        seat: await imports.idsAmong(
          'seat',
          members.flatMap(({ seat }) => seat ?? []),
        ),
      }
      const keepers = batch.flatMap(({ key, row }) => [row.keptBy, stored.get(key)?.office ?? row.keptBy])
      const administered = await officesAmong(tools, keepers)
      return batch.flatMap(({ line, key, row }): RowFault[] => {
        const column = row.member.office ? 'office' : 'seat'
        const value = row.member[column] ?? ''
        if (!there[column].has(value)) return [rowFault(line, `import-${column}-unknown`, { column, value })]
        const before = stored.get(key)
        const kept = { line, column: 'kept_by', value: row.keptBy }
        const foreign = officeFaults(administered, kept)
        if (foreign.length > 0) return foreign
        if (before && administered.get(before.office) === false)
          return [rowFault(line, 'not-office-admin', kept)]
        const byRule = before && !groupAfter(before, { ...row, members: [] }, at)
        return byRule ? [rowFault(line, 'import-group-by-rule', { column: 'group', value: key })] : []
      })
    },

    plan: async (batch, stored) =>
      [...groupedBy(batch, ({ key }) => key)].flatMap(([id, rows]) => {
        const before = stored.get(id) ?? null
        const members = rows.map(({ row }) => row.member)
        const after = groupAfter(before, { ...rows[0]!.row, members }, at) ?? before
        return after ? [changeOf('group', before, after)] : []
      }),
  }
}
