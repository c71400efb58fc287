// Importing groups that are lists: the rows of a group are gathered, for its members hold together from one instant on.

import { groupAfter, type GroupCells } from '../../../domain/directory/import/group'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import { changeOf, groupedBy, type Importer, type ImportTools, officesAmong } from './importer'

export function groupImporter(tools: ImportTools): Importer<GroupCells, 'group'> {
  const { at } = tools
  const { imports } = tools.repositories

  return {
    async check(batch, stored) {
      const members = batch.map(({ row }) => row.member)
      const seatIds = members.flatMap(({ seat }) => seat ?? [])
      const officeCodes = members.flatMap(({ office }) => office ?? [])
      const seats = await imports.idsAmong('seat', seatIds)
      const offices = await imports.idsAmong('office', officeCodes)
      const keepers = batch.flatMap(({ key, row }) => [row.keptBy, stored.get(key)?.office ?? row.keptBy])
      const administered = await officesAmong(tools, keepers)
      const lines = new Map<string, number>()
      return batch.flatMap(({ line, key, row }): RowFault[] => {
        const { office = '', seat = '', from } = row.member
        const before = stored.get(key)
        const group = { column: 'group', value: key }
        const kept = { column: 'kept_by', value: row.keptBy }
        const member = [key, office, seat, from?.toISOString() ?? ''].join(' ')
        const first = lines.get(member)
        if (first !== undefined) {
          const detail = `It stands in line ${first} already.`
          return [rowFault(line, 'import-duplicate', { ...group, detail })]
        }
        lines.set(member, line)
        if (office !== '' && !offices.has(office))
          return [rowFault(line, 'import-office-unknown', { column: 'office', value: office })]
        if (seat !== '' && !seats.has(seat))
          return [rowFault(line, 'import-seat-unknown', { column: 'seat', value: seat })]
        if (!administered.has(row.keptBy)) return [rowFault(line, 'import-office-unknown', kept)]
        if (!administered.get(row.keptBy) || (before && administered.get(before.office) === false))
          return [rowFault(line, 'not-office-admin', kept)]
        const byRule = before && !groupAfter(before, { ...row, members: [] }, at)
        return byRule ? [rowFault(line, 'import-group-by-rule', group)] : []
      })
    },

    named: (batch) => new Set(batch.map(({ key }) => key)).size,

    plan: async (batch, stored) =>
      [...groupedBy(batch, ({ key }) => key)].flatMap(([id, rows]) => {
        const before = stored.get(id) ?? null
        const members = rows.map(({ row }) => row.member)
        return changeOf('group', before, groupAfter(before, { ...rows[0]!.row, members }, at))
      }),
  }
}
