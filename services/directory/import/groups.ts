// Importing groups that are lists: the rows of a group are gathered, for its members hold together from one instant on.

import type { Change } from '../../../database/directory/import/change'
import type { GroupRow } from '../../../database/directory/group/schema'
import type { Group } from '../../../domain/directory/group/group'
import {
  GROUP_COLUMNS,
  groupAfter,
  type GroupCells,
  type ListedGroup,
  readGroup,
} from '../../../domain/directory/import/groups'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Importer, ImportTools } from './importer'
import { officesAmong, pieces } from './lookups'

export async function groupImporter(tools: ImportTools): Promise<Importer<GroupCells>> {
  const { repositories, at } = tools
  const { imports } = repositories
  const seen = new Map<string, number>()
  const listed = new Map<string, ListedGroup>()

  return {
    columns: GROUP_COLUMNS,

    read: readGroup,

    notice({ line, row }, reader) {
      const { office = '', seat = '', from } = row.member
      const key = [row.group, office, seat, from?.toISOString() ?? ''].join(' ')
      const first = seen.get(key)
      if (first === undefined) seen.set(key, line)
      else reader.fault('group', row.group, 'import-duplicate', `It stands in line ${first} already.`)
    },

    async check(batch) {
      const seats = batch.flatMap(({ row }) => row.member.seat ?? [])
      const groups = await storedOf(batch.map(({ row }) => row.group))
      const known = await imports.idsAmong('seat', [...new Set(seats)])
      const members = batch.flatMap(({ row }) => row.member.office ?? [])
      const there = await imports.idsAmong('office', [...new Set(members)])
      const keepers = await officesAmong(
        tools,
        batch.flatMap(({ row }) => [row.keptBy, groups.get(row.group)?.office ?? row.keptBy]),
      )
      return batch.flatMap(({ line, row }): RowFault[] => {
        const { office, seat } = row.member
        const before = groups.get(row.group) ?? null
        const kept = { column: 'kept_by', value: row.keptBy }
        if (office !== undefined && !there.has(office))
          return [rowFault(line, 'import-office-unknown', { column: 'office', value: office })]
        if (seat !== undefined && !known.has(seat))
          return [rowFault(line, 'import-seat-unknown', { column: 'seat', value: seat })]
        if (!keepers.has(row.keptBy)) return [rowFault(line, 'import-office-unknown', kept)]
        if (!keepers.get(row.keptBy) || (before && keepers.get(before.office) === false))
          return [rowFault(line, 'not-office-admin', kept)]
        const list = { ...row, line, members: [] }
        return before && !groupAfter(asGroup(before), list, at)
          ? [rowFault(line, 'import-group-by-rule', { column: 'group', value: row.group })]
          : []
      })
    },

    async settle() {
      return []
    },

    async plan(batch) {
      for (const { line, row } of batch) {
        const { member, ...facts } = row
        const known = listed.get(row.group)
        if (known) known.members.push(member)
        else listed.set(row.group, { ...facts, line, members: [member] })
      }
      return []
    },

    async *rest() {
      for (const ids of pieces([...listed.keys()])) {
        const before = await storedOf(ids)
        yield ids.flatMap((id) => changeOf(listed.get(id)!, before.get(id) ?? null))
      }
    },

    named: () => listed.size,
  }

  function storedOf(ids: readonly string[]): Promise<Map<string, GroupRow>> {
    return imports.byIds<GroupRow>('group', [...new Set(ids)])
  }

  function changeOf(list: ListedGroup, before: GroupRow | null): Change[] {
    const was = before && asGroup(before)
    const group = groupAfter(was, list, at)
    if (group === null || group === was) return []
    const { id, ...fields } = group
    return [{ thing: 'group', before, after: { ...fields, _id: id }, named: true, ended: false }]
  }
}

function asGroup({ _id, ...fields }: GroupRow): Group {
  return { ...fields, id: _id }
}
