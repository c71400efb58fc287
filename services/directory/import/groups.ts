// Importing groups that are lists: the rows of a group are gathered, for its members hold together from one instant on.

import type { Placed } from '../../../database/directory/import/staging'
import { groupAfter, type GroupCells, GROUPS } from '../../../domain/directory/import/group'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { changeOf, groupedBy, type Importer, type ImportTools, officesAmong } from './importer'

export function groupImporter(tools: ImportTools): Importer<GroupCells> {
  const { at } = tools
  const { imports } = tools.repositories
  const stored = (batch: readonly Placed<GroupCells>[]) =>
    imports.byIds(
      'group',
      batch.map(({ row }) => row.group),
    )

  return {
    list: GROUPS,

    async check(batch) {
      const members = batch.map(({ row }) => row.member)
      const [groups, seats, offices] = await Promise.all([
        stored(batch),
        imports.idsAmong(
          'seat',
          members.flatMap(({ seat }) => seat ?? []),
        ),
        imports.idsAmong(
          'office',
          members.flatMap(({ office }) => office ?? []),
        ),
      ])
      const keepers = await officesAmong(
        tools,
        batch.flatMap(({ row }) => [row.keptBy, groups.get(row.group)?.office ?? row.keptBy]),
      )
      const lines = new Map<string, number>()
      return batch.flatMap(({ line, row }): RowFault[] => {
        const { office, seat, from } = row.member
        const before = groups.get(row.group) ?? null
        const named = { column: 'group', value: row.group }
        const kept = { column: 'kept_by', value: row.keptBy }
        const member = [row.group, office ?? '', seat ?? '', from?.toISOString() ?? ''].join(' ')
        const first = lines.get(member)
        if (first !== undefined)
          return [
            rowFault(line, 'import-duplicate', {
              ...named,
              detail: `It stands in line ${first} already.`,
            }),
          ]
        lines.set(member, line)
        if (office !== undefined && !offices.has(office))
          return [rowFault(line, 'import-office-unknown', { column: 'office', value: office })]
        if (seat !== undefined && !seats.has(seat))
          return [rowFault(line, 'import-seat-unknown', { column: 'seat', value: seat })]
        if (!keepers.has(row.keptBy)) return [rowFault(line, 'import-office-unknown', kept)]
        if (!keepers.get(row.keptBy) || (before && keepers.get(before.office) === false))
          return [rowFault(line, 'not-office-admin', kept)]
        return before && !groupAfter(before, { ...row, members: [] }, at)
          ? [rowFault(line, 'import-group-by-rule', named)]
          : []
      })
    },

    named: (batch) => rowsByGroup(batch).size,

    async plan(batch) {
      const groups = await stored(batch)
      return [...rowsByGroup(batch)].flatMap(([id, placed]) => {
        const before = groups.get(id) ?? null
        const members = placed.map(({ row }) => row.member)
        return changeOf('group', before, groupAfter(before, { ...placed[0]!.row, members }, at))
      })
    },
  }
}

function rowsByGroup(batch: readonly Placed<GroupCells>[]): Map<string, Placed<GroupCells>[]> {
  return groupedBy(batch, ({ row }) => row.group)
}
