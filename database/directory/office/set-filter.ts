// A compiled group as one filter over offices, so that however large it is, it is read by one cursor.

import type { RecipientSet } from '../../../domain/directory/group/compile'
import type { OfficeWhere } from '../../../domain/directory/group/group'

type Filter = Record<string, unknown>

/**
 * The offices of the set as they were at the instant. It decides as `holdsOffice` of the domain does: offices chosen by
 * conditions must be active then, unless the rule leaves them out; those listed by name need not.
 */
export function officesOf(set: RecipientSet, at: Date, active = true): Filter {
  if ('where' in set) return { $and: [...(active ? activeAt(at) : []), matches(set.where, at)] }
  if ('codes' in set) return { _id: { $in: set.codes } }
  if ('any' in set)
    return set.any.length === 0 ? NOBODY : { $or: set.any.map((one) => officesOf(one, at, active)) }
  if ('all' in set)
    return set.all.length === 0 ? NOBODY : { $and: set.all.map((one) => officesOf(one, at, active)) }
  return { $and: [officesOf(set.of, at, active), { $nor: [officesOf(set.except, at, false)] }] }
}

const NOBODY: Filter = { _id: { $in: [] } }

function activeAt(at: Date): Filter[] {
  return [
    { $or: [{ activeFrom: null }, { activeFrom: { $lte: at } }] },
    { $or: [{ activeUntil: null }, { activeUntil: { $gt: at } }] },
    { $or: [{ succession: null }, { 'succession.at': { $gt: at } }] },
  ]
}

/** The present facts where they held at the instant already, else those of the entry of `earlier` that did. */
function matches({ kinds, districts, departments, under }: OfficeWhere, at: Date): Filter {
  const facts: Filter = {
    ...(kinds === undefined ? {} : { kind: { $in: kinds } }),
    ...(districts === undefined ? {} : { district: { $in: districts } }),
    ...(departments === undefined ? {} : { department: { $in: departments } }),
  }
  const below = { ...facts, ...(under === undefined ? {} : { path: under }) }
  const overlapsInstant = { from: { $not: { $gt: at } }, until: { $gt: at } }
  const now = (conditions: Filter): Filter => conditions
  const then = (conditions: Filter): Filter => ({
    earlier: { $elemMatch: { ...overlapsInstant, ...conditions } },
  })
  const either = (on: (conditions: Filter) => Filter): Filter =>
    under === undefined ? on(facts) : { $or: [{ _id: under, ...on(facts) }, on(below)] }
  return {
    $or: [
      { $and: [{ $or: [{ factsFrom: null }, { factsFrom: { $lte: at } }] }, either(now)] },
      { factsFrom: { $gt: at }, ...either(then) },
    ],
  }
}
