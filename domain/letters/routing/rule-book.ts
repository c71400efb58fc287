// The routing rules that hold for one letter at one instant, ready to be applied to each office.

import { groupedBy } from '../../common/item/grouped'
import type { RoutedLetter } from './accepts'
import { type RuleInForce, ruleAt, type RoutingRule, type RuleWhen } from './rule'

/** The office that a letter is for, with its facts as of the instant. */
export interface RuledOffice {
  code: string
  kind: string
  department: string
  district: string
  path: readonly string[]
}

/** The state of the office and of the intended seat at the instant; computed only if a rule depends on it. */
export interface Standing {
  vacant(): boolean
  absent(): boolean
  holiday(): boolean
}

export interface RuleBook {
  /** The rule that decides office or seat, or null. */
  destination(office: RuledOffice, standing: Standing): RuleInForce | null
  /** All rules that send copies. */
  copies(office: RuledOffice, standing: Standing): RuleInForce[]
}

/** The book for a letter; of several rules the highest priority goes first, then the one that began last, then by id. */
export function openRuleBook(rules: readonly RoutingRule[], letter: RoutedLetter, at: Date): RuleBook {
  const inForce = rules
    .flatMap((rule) => ruleAt(rule, at) ?? [])
    .filter(({ when }) => isFor(when, letter))
    .sort(firstOf)
  const byOwner = groupedBy(inForce, ({ office }) => office)
  const rank = new Map(inForce.map((rule, index) => [rule, index]))

  const matching = (office: RuledOffice, standing: Standing): RuleInForce[] => {
    if (byOwner.size === 0) return []
    return [office.code, ...office.path]
      .flatMap((owner) => byOwner.get(owner) ?? [])
      .filter(({ when }) => isAt(when, office) && isUnder(when, standing))
      .sort((one, other) => rank.get(one)! - rank.get(other)!)
  }
  return {
    destination: (office, standing) => matching(office, standing).find(decides) ?? null,
    copies: (office, standing) =>
      matching(office, standing).filter(({ then }) => (then.copyTo ?? []).length > 0),
  }
}

/** Whether the rule decides office or seat; a rule that only sends copies does not block others. */
export function decides({ then }: Pick<RuleInForce, 'then'>): boolean {
  return then.office !== undefined || then.seat !== undefined || then.seatRole !== undefined
}

/** The name of a rule in a reason: its id and version. */
export function ruleName({ id, version }: Pick<RuleInForce, 'id' | 'version'>): string {
  return `${id}@${version}`
}

type Ranked = Pick<RuleInForce, 'priority' | 'from' | 'id'>

/** Which of two rules goes first. */
export function firstOf(one: Ranked, other: Ranked): number {
  if (one.priority !== other.priority) return other.priority - one.priority
  if (one.from.getTime() !== other.from.getTime()) return other.from.getTime() - one.from.getTime()
  return one.id < other.id ? -1 : 1
}

function isFor(when: RuleWhen, letter: RoutedLetter): boolean {
  return (
    among(when.kinds, letter.kind) &&
    among(when.classifications, letter.classification) &&
    among(when.urgencies, letter.urgency) &&
    among(when.subjectCodes, letter.subjectCode)
  )
}

function isAt(when: RuleWhen, office: RuledOffice): boolean {
  return (
    among(when.offices, office.code) &&
    among(when.officeKinds, office.kind) &&
    among(when.departments, office.department) &&
    among(when.districts, office.district)
  )
}

function isUnder({ vacant, absent, holiday }: RuleWhen, standing: Standing): boolean {
  return (
    (holiday === undefined || holiday === standing.holiday()) &&
    (vacant === undefined || vacant === standing.vacant()) &&
    (absent === undefined || absent === standing.absent())
  )
}

function among(list: readonly string[] | undefined, value: string): boolean {
  return list === undefined || list.includes(value)
}
