// Groups that are lists, as rows: one row for each member.

import { type Group, GROUP_REACHES, type GroupReach, type Member, definitionAt } from '../group/group'
import { OFFICE_CODE, PLAIN_ID, SEAT_ID } from './codes'
import { dateCell } from './dates'
import { changedBy, given, same } from './given'
import { type Column, type RowReader } from './sheet'

export const GROUP_COLUMNS: readonly Column[] = [
  { name: 'group', alsoNamed: ['id', 'group id'], needed: true },
  { name: 'name', alsoNamed: ['group name'], needed: true },
  { name: 'name_ml', alsoNamed: ['name malayalam'] },
  { name: 'kept_by', alsoNamed: ['keeper'], needed: true },
  { name: 'reach' },
  { name: 'office', alsoNamed: ['member office'] },
  { name: 'seat', alsoNamed: ['member seat'] },
  { name: 'from' },
  { name: 'until' },
]

export interface GroupCells {
  group: string
  name: string
  nameMl?: string | undefined
  keptBy: string
  reach?: GroupReach | undefined
  member: Member
}

/** Null where the row has faults; they stand in the reader. */
export function readGroup(row: RowReader): GroupCells | null {
  const group = row.code('group', PLAIN_ID)
  const name = row.needed('name', 200)
  const nameMl = row.text('name_ml', 200)
  const keptBy = row.code('kept_by', OFFICE_CODE)
  const reach = row.choice('reach', GROUP_REACHES) ?? undefined
  const office = row.codeOrNone('office', OFFICE_CODE) ?? null
  const seat = row.codeOrNone('seat', SEAT_ID) ?? null
  const { from = null, until = null } = row.span('from', 'until')
  if (row.faults.length === 0 && (office === null) === (seat === null))
    row.fault('office', `${office ?? ''}${seat ?? ''}`, 'import-member-missing')
  if (row.faults.length > 0) return null
  const named = office === null ? { seat: seat! } : { office }
  return { group: group!, name: name!, nameMl, keptBy: keptBy!, reach, member: { ...named, from, until } }
}

/** What the rows of one group say together; the first one names it. */
export interface ListedGroup extends Omit<GroupCells, 'member'> {
  line: number
  members: Member[]
}

/**
 * The group with these members and no others from the instant on; the same object where nothing changes. Null where it
 * is told by a rule, which no list takes the place of.
 */
export function groupAfter(before: Group | null, listed: ListedGroup, at: Date): Group | null {
  const { group: id, name, nameMl, keptBy: office, reach = 'office', members } = listed
  const rule = { members: sorted(members) }
  if (!before)
    return {
      id,
      name,
      nameMl: nameMl ?? '',
      office,
      definitions: [{ from: at, reach, rule }],
      until: null,
      version: 1,
    }
  const group = changedBy(before, given({ name, nameMl, office }))
  const now = definitionAt(before, at)
  if (now && !('members' in now.rule)) return null
  const held = now && 'members' in now.rule ? sorted(now.rule.members) : null
  if (held && same(held, rule.members) && now?.reach === (listed.reach ?? now?.reach)) return group
  const from = { from: at, reach: listed.reach ?? now?.reach ?? reach, rule }
  return { ...group, definitions: [...group.definitions.filter((one) => one.from < at), from] }
}

/** The rows of a group that is a list; of one that is told by a rule none. */
export function groupRows(group: Group, at: Date): Record<string, string>[] {
  const definition = definitionAt(group, at)
  if (!definition || !('members' in definition.rule)) return []
  return sorted(definition.rule.members).map((member) => ({
    group: group.id,
    name: group.name,
    name_ml: group.nameMl,
    kept_by: group.office,
    reach: definition.reach,
    office: member.office ?? '',
    seat: member.seat ?? '',
    from: dateCell(member.from),
    until: dateCell(member.until),
  }))
}

function sorted(members: readonly Member[]): Member[] {
  const key = ({ office = '', seat = '', from }: Member) => `${office} ${seat} ${from?.toISOString() ?? ''}`
  const plain = members.map(({ office, seat, from, until }) => ({
    ...(office === undefined ? {} : { office }),
    ...(seat === undefined ? {} : { seat }),
    from,
    until,
  }))
  return plain.sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
