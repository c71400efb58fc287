// Problems of routing rules as a whole, reported when a rule is saved, before a letter goes astray.

import { overlap } from '../../directory/office/changes'
import type { RuleInForce, RuleWhen } from './rule'
import { decides } from './rule-book'

export const RULE_PROBLEMS = ['conflict', 'unreachable', 'matches-nothing', 'matches-everything'] as const
export interface RuleProblem {
  kind: (typeof RULE_PROBLEMS)[number]
  rule: string
  /** The other rule of a conflict, or the one that covers it. */
  with?: string
}

/** A rule with the superior offices of its office. */
export interface PlacedRule extends RuleInForce {
  path: readonly string[]
}

/**
 * The problems of one rule among the others. *Matches nothing*: no office or seat can match its conditions. *Conflict*:
 * another rule of the same priority may hold for the same letter and sends it elsewhere. *Unreachable*: a rule of higher
 * priority holds wherever and whenever this one does. `offices`: the number of offices that the rule can hold for.
 */
export function problemsOf(rule: PlacedRule, others: readonly PlacedRule[], offices: number): RuleProblem[] {
  const problems: RuleProblem[] = []
  if (offices === 0 || holdings(rule.when).length === 0)
    problems.push({ kind: 'matches-nothing', rule: rule.id })
  if (Object.values(rule.when).every((condition) => condition === undefined))
    problems.push({ kind: 'matches-everything', rule: rule.id })
  if (!decides(rule)) return problems
  for (const other of others) {
    if (other.id === rule.id || !decides(other) || !overlap(rule, other) || !meet(rule, other)) continue
    if (other.priority > rule.priority && covers(other, rule))
      problems.push({ kind: 'unreachable', rule: rule.id, with: other.id })
    if (other.priority === rule.priority && goalOf(other) !== goalOf(rule))
      problems.push({ kind: 'conflict', rule: rule.id, with: other.id })
  }
  return problems
}

function goalOf({ then }: RuleInForce): string {
  return JSON.stringify([then.office ?? null, then.seat ?? null, then.seatRole ?? null])
}

const LISTS = [
  'kinds',
  'classifications',
  'urgencies',
  'subjectCodes',
  'offices',
  'officeKinds',
  'departments',
  'districts',
] as const satisfies (keyof RuleWhen)[]

/** The ways in which a seat may be held for the rule to hold. */
function holdings({ vacant, absent }: RuleWhen): string[] {
  return [
    ...(vacant !== false && absent !== true ? ['vacant'] : []),
    ...(vacant !== true && absent !== false ? ['in-absence'] : []),
    ...(vacant !== true && absent !== true ? ['by-holder'] : []),
  ]
}

/** The days on which the rule holds. */
function days({ holiday }: RuleWhen): string[] {
  return holiday === undefined ? ['closed', 'open'] : [holiday ? 'closed' : 'open']
}

/** Whether one letter could match both. */
function meet(one: PlacedRule, other: PlacedRule): boolean {
  const [a, b] = [one.when, other.when]
  const sameBranch = within(one, other) || within(other, one)
  return (
    sameBranch &&
    share(holdings(a), holdings(b)) &&
    share(days(a), days(b)) &&
    LISTS.every((list) => share(a[list], b[list]))
  )
}

/** Whether the wider rule holds for every letter of the narrower, at all times of it. */
function covers(wider: PlacedRule, narrower: PlacedRule): boolean {
  const [a, b] = [wider.when, narrower.when]
  const lasts = wider.until === null || (narrower.until !== null && narrower.until <= wider.until)
  return (
    within(narrower, wider) &&
    wider.from <= narrower.from &&
    lasts &&
    contains(holdings(a), holdings(b)) &&
    contains(days(a), days(b)) &&
    LISTS.every((list) => contains(a[list], b[list]))
  )
}

/** Whether the office of the first rule is that of the second or below it. */
function within(inner: PlacedRule, outer: PlacedRule): boolean {
  return inner.office === outer.office || inner.path.includes(outer.office)
}

function share(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((value) => other.includes(value))
}

function contains(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow !== undefined && narrow.every((value) => wide.includes(value)))
}
