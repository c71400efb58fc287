// A group as one description: nested groups and dated members resolved as of an instant, for whatever reads offices.

import { KcsError } from '../../common/error'
import { factsAt } from '../office/facts'
import { activeAt, type Office, type OfficeFacts, spanHolds } from '../office/office'
import {
  definitionAt,
  type Group,
  type GroupReach,
  type GroupRule,
  MAX_GROUP_DEPTH,
  type OfficeWhere,
} from './group'

/** Which recipients; of offices chosen by conditions, those that are active. */
export type RecipientSet =
  | { where: OfficeWhere }
  | { codes: string[]; seats: string[] }
  | { any: RecipientSet[] }
  | { all: RecipientSet[] }
  | { of: RecipientSet; except: RecipientSet }

export interface CompiledGroup {
  reach: GroupReach
  set: RecipientSet
}

type Groups = ReadonlyMap<string, Pick<Group, 'definitions' | 'until'>>

/**
 * The group as of the instant. Throws KcsError `group-unknown`, `group-inactive` for one that holds nothing then,
 * `group-cycle` and `group-too-deep`. A nested group that is not active then is empty; the reach of the outermost holds.
 */
export function compileGroup(id: string, groups: Groups, at: Date): CompiledGroup {
  const definition = definitionAt(groupById(id, groups), at)
  if (!definition) throw new KcsError('group-inactive', { detail: `group ${id}` })
  return { reach: definition.reach, set: compile(definition.rule, groups, at, [id], 1) }
}

/** Compiles a rule that is not kept yet; `within` is the group that it is meant for. */
export function compileRule(rule: GroupRule, groups: Groups, at: Date, within: string): RecipientSet {
  return compile(rule, groups, at, [within], 1)
}

function compile(rule: GroupRule, groups: Groups, at: Date, within: string[], depth: number): RecipientSet {
  if (depth > MAX_GROUP_DEPTH) throw new KcsError('group-too-deep', { detail: `group ${within[0]}` })
  const below = (inner: GroupRule) => compile(inner, groups, at, within, depth + 1)
  if ('offices' in rule) return { where: rule.offices }
  if ('members' in rule) {
    const members = rule.members.filter((member) => spanHolds(member, at))
    return {
      codes: members.flatMap(({ office }) => office ?? []),
      seats: members.flatMap(({ seat }) => seat ?? []),
    }
  }
  if ('any' in rule) return { any: rule.any.map(below) }
  if ('all' in rule) return { all: rule.all.map(below) }
  if ('of' in rule) return { of: below(rule.of), except: below(rule.except) }
  if (within.includes(rule.group)) throw new KcsError('group-cycle', { detail: `group ${rule.group}` })
  const definition = definitionAt(groupById(rule.group, groups), at)
  if (!definition) return { codes: [], seats: [] }
  return compile(definition.rule, groups, at, [...within, rule.group], depth + 1)
}

function groupById<G>(id: string, groups: ReadonlyMap<string, G>): G {
  const group = groups.get(id)
  if (!group) throw new KcsError('group-unknown', { detail: `group ${id}` })
  return group
}

/** The groups that a rule names itself. */
export function groupsNamedIn(rule: GroupRule): string[] {
  if ('group' in rule) return [rule.group]
  if ('any' in rule) return rule.any.flatMap(groupsNamedIn)
  if ('all' in rule) return rule.all.flatMap(groupsNamedIn)
  if ('of' in rule) return [...groupsNamedIn(rule.of), ...groupsNamedIn(rule.except)]
  return []
}

/** Seats that the set may hold as seats; `holdsSeat` says whether it does. */
export function seatsNamedIn(set: RecipientSet): string[] {
  if ('where' in set) return []
  if ('codes' in set) return set.seats
  if ('any' in set) return set.any.flatMap(seatsNamedIn)
  if ('all' in set) return set.all.flatMap(seatsNamedIn)
  return seatsNamedIn(set.of)
}

type Placed = OfficeFacts &
  Pick<Office, 'code' | 'factsFrom' | 'earlier'> &
  Pick<Office, 'activeFrom' | 'activeUntil' | 'succession'>

/** Whether the office is in the set as of the instant; the same answer as the database's filter gives. */
export function holdsOffice(set: RecipientSet, office: Placed, at: Date, active = true): boolean {
  if ('where' in set) return (!active || activeAt(office, at)) && matchesWhere(set.where, office, at)
  if ('codes' in set) return set.codes.includes(office.code)
  if ('any' in set) return set.any.some((one) => holdsOffice(one, office, at, active))
  if ('all' in set) return set.all.length > 0 && set.all.every((one) => holdsOffice(one, office, at, active))
  return holdsOffice(set.of, office, at, active) && !holdsOffice(set.except, office, at, false)
}

/**
 * Whether the set holds the seat as a seat: it is listed, and its office, where a rule asks for one, is of those asked
 * for. A seat whose office alone is held is reached by its office.
 */
export function holdsSeat(set: RecipientSet, seat: { id: string; office: Placed }, at: Date): boolean {
  return degreeOf(set, seat, at) === LISTED
}

const [ABSENT, BY_OFFICE, LISTED] = [0, 1, 2]

function degreeOf(set: RecipientSet, seat: { id: string; office: Placed }, at: Date): number {
  const inner = (one: RecipientSet) => degreeOf(one, seat, at)
  if ('where' in set) return matchesWhere(set.where, seat.office, at) ? BY_OFFICE : ABSENT
  if ('codes' in set) {
    if (set.seats.includes(seat.id)) return LISTED
    return set.codes.includes(seat.office.code) ? BY_OFFICE : ABSENT
  }
  if ('any' in set) return Math.max(ABSENT, ...set.any.map(inner))
  if ('all' in set) {
    const degrees = set.all.map(inner)
    return degrees.length === 0 || degrees.includes(ABSENT) ? ABSENT : Math.max(...degrees)
  }
  return inner(set.except) === ABSENT ? inner(set.of) : ABSENT
}

function matchesWhere(where: OfficeWhere, office: Placed, at: Date): boolean {
  const facts = factsAt(office, at)
  const among = (list: string[] | undefined, value: string) => list === undefined || list.includes(value)
  return (
    among(where.kinds, facts.kind) &&
    among(where.districts, facts.district) &&
    among(where.departments, facts.department) &&
    (where.under === undefined || where.under === office.code || facts.path.includes(where.under))
  )
}
