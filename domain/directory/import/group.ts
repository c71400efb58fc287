// Groups that are lists, as rows: one row for each member.

import { CODE } from '../../common/text/code'
import { OFFICE_CODE } from '../office/fields'
import { definitionAt, type Group, GROUP_REACHES, type Member } from '../group/group'
import { choice, code, date, needed, PLAIN_ID, SEAT_ID, text } from '../../common/table/columns'
import { changedBy, same, setFields } from './fields'
import type { List } from './list'
import type { Cells } from '../../common/table/sheet'
import { type CellsOf, readCells, writeCells } from '../../common/table/table'

const columns = {
  group: needed(code(PLAIN_ID, ['id', 'group id'])),
  name: needed(text(200, ['group name'])),
  nameMl: text(200, ['name malayalam']),
  keptBy: needed(code(OFFICE_CODE, ['keeper'])),
  reach: choice(GROUP_REACHES),
  office: code(OFFICE_CODE, ['member office']),
  seat: code(SEAT_ID, ['member seat']),
  from: date(),
  until: date(),
}

export type GroupCells = Pick<CellsOf<typeof columns>, 'group' | 'name' | 'nameMl' | 'keptBy' | 'reach'> & {
  member: Member
}

/** The members of a group hold together from one instant on. */
export const GROUPS: List<GroupCells, Group> = {
  thing: 'group',
  columns,
  key: 'group',
  newKey: CODE,
  gathered: true,
  unique: [
    {
      by: ['key', 'cells.member.office', 'cells.member.seat', 'cells.member.from'],
      column: 'group',
      code: 'import-duplicate',
    },
  ],
  read(row) {
    const cells = readCells(columns, row, ['from', 'until'])
    if (cells === null) return null
    const { office = null, seat = null, from = null, until = null, ...facts } = cells
    if ((office === null) === (seat === null))
      return row.fault('office', `${office ?? ''}${seat ?? ''}`, 'import-member-missing') ?? null
    return { ...facts, member: { ...(office === null ? { seat: seat! } : { office }), from, until } }
  },
  rows: groupRows,
  shown(group, at) {
    const rows = groupRows(group, at)
    const members = rows.map(({ office, seat, from, until }) => {
      const span = [from, until].some(Boolean) ? ` (${from} – ${until})` : ''
      return `${office || seat}${span}`
    })
    const { name, nameMl, office } = group
    const reach = rows[0]?.['reach'] ?? ''
    return { name, name_ml: nameMl, kept_by: office, reach, members: members.join('; ') }
  },
}

/** What the rows of one group say together; the first one names it. */
export interface ListedGroup extends Omit<GroupCells, 'member'> {
  members: Member[]
}

/**
 * The group with these members and no others from the instant on; the same object where nothing changes. Null where the
 * group is defined by a rule, which no list replaces.
 */
export function groupAfter(before: Group | null, listed: ListedGroup, at: Date): Group | null {
  const { group: id, name, nameMl, keptBy: office, reach = 'office', members } = listed
  const rule = { members: sorted(members) }
  if (!before) {
    const definitions = [{ from: at, reach, rule }]
    return { id, name, nameMl: nameMl ?? '', office, definitions, until: null, version: 1 }
  }
  const group = changedBy(before, setFields({ name, nameMl, office }))
  const now = definitionAt(before, at)
  if (now && !('members' in now.rule)) return null
  const current = now && 'members' in now.rule ? sorted(now.rule.members) : null
  if (current && same(current, rule.members) && now?.reach === (listed.reach ?? now?.reach)) return group
  const from = { from: at, reach: listed.reach ?? now?.reach ?? reach, rule }
  return { ...group, definitions: [...group.definitions.filter((one) => one.from < at), from] }
}

/** The rows of a group that is a list; of one that is defined by a rule none. */
function groupRows(group: Group, at: Date): Cells[] {
  const definition = definitionAt(group, at)
  if (!definition || !('members' in definition.rule)) return []
  const { reach } = definition
  const { id, name, nameMl, office: keptBy } = group
  const facts = { group: id, name, nameMl, keptBy }
  return sorted(definition.rule.members).map(({ office, seat, from, until }) =>
    writeCells(columns, { ...facts, reach, office, seat, from, until }),
  )
}

function sorted(members: readonly Member[]): Member[] {
  const key = ({ office = '', seat = '', from }: Member) => `${office} ${seat} ${from?.toISOString() ?? ''}`
  const plain = members.map(({ office, seat, ...span }) => ({ ...setFields({ office, seat }), ...span }))
  return plain.sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
