// Groups that are lists, as rows: one row for each member.

import { choice, code, date, needed, PLAIN_ID, SEAT_ID, text } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { CODE } from '../../common/text/code'
import { definitionAt, GROUP_REACHES, type Group, type Member } from '../group/group'
import { changedBy, same } from '../office/dated'
import { OFFICE_CODE } from '../office/fields'
import type { List } from './list'

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

export type GroupCells = CellsOf<typeof columns>

/** The members of a group hold together from one instant on. */
export const GROUPS: List<typeof columns, Group> = {
  thing: 'group',
  columns,
  key: 'group',
  newKey: CODE,
  gathered: true,
  unique: [{ by: ['group', 'office', 'seat', 'from'], code: 'import-duplicate' }],
  references: [
    { field: 'keptBy', to: 'office', code: 'import-office-unknown', administered: true },
    { field: 'office', to: 'office', code: 'import-office-unknown' },
    { field: 'seat', to: 'seat', code: 'import-seat-unknown' },
  ],
  owned: 'keptBy',
  span: ['from', 'until'],
  judge({ office, seat }, row) {
    if (Boolean(office) === Boolean(seat))
      row.fault('office', `${office ?? ''}${seat ?? ''}`, 'import-member-missing')
  },
  /** Of a group that is defined by a rule none. */
  rows({ id, office: keptBy, ...group }, at) {
    const definition = definitionAt(group, at)
    if (!definition || !('members' in definition.rule)) return []
    const facts = { ...group, group: id, keptBy, reach: definition.reach, office: null, seat: null }
    return sorted(definition.rule.members).map((member) => ({ ...facts, ...member }))
  },
  shown({ name, nameMl, office }, rows) {
    const members = rows.map(({ office, seat, from, until }) => {
      const span = from || until ? ` (${from} – ${until})` : ''
      return `${office || seat}${span}`
    })
    const reach = rows[0]?.['reach'] ?? ''
    return { name, name_ml: nameMl, kept_by: office, reach, members: members.join('; ') }
  },
}

/**
 * The group with the members of its rows and no others from the instant on; the first row names it. The same object where
 * nothing changes. Null where the group is defined by a rule, which no list replaces.
 */
export function groupAfter(before: Group | null, rows: readonly GroupCells[], at: Date): Group | null {
  const { group: id, name, nameMl, keptBy: office, reach } = rows[0]!
  const now = before && definitionAt(before, at)
  const held = now && 'members' in now.rule ? sorted(now.rule.members) : null
  if (now && !held) return null
  const members = sorted(rows)
  const definition = { from: at, reach: reach ?? now?.reach ?? 'office', rule: { members } }
  if (!before)
    return { id, name, nameMl: nameMl ?? '', office, definitions: [definition], until: null, version: 1 }
  const group = changedBy(before, { name, nameMl: nameMl ?? before.nameMl, office })
  if (held && now?.reach === definition.reach && same(held, members)) return group
  return { ...group, definitions: [...group.definitions.filter(({ from }) => from < at), definition] }
}

/** The members in an order of their own. */
function sorted(rows: readonly Pick<GroupCells, 'office' | 'seat' | 'from' | 'until'>[]): Member[] {
  const key = ({ office = '', seat = '', from }: Member) => `${office} ${seat} ${from?.toISOString() ?? ''}`
  const members = rows.map(({ office, seat, from = null, until = null }): Member => {
    return { ...(office ? { office } : { seat: seat! }), from, until }
  })
  return members.sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
