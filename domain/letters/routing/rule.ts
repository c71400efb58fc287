// Routing rules: small, typed, kept as data; which letters they are for and how they change the route.

import { nextText } from '../../common/item/dated-text'
import type { Classification, LetterKind, Urgency } from '../dispatch/dispatch'
import { spanHolds } from '../../directory/office/office'
import type { SeatRole } from '../../directory/seat/seat'

/** What a letter and its addressee must be; every condition in the rule must hold; of a list, one value must match. */
export interface RuleWhen {
  kinds?: LetterKind[]
  classifications?: Classification[]
  urgencies?: Urgency[]
  subjectCodes?: string[]
  /** Of the office that the letter is for. */
  offices?: string[]
  officeKinds?: string[]
  departments?: string[]
  districts?: string[]
  /** True for a seat that nobody holds at that instant. */
  vacant?: boolean
  /** True for a seat on which somebody acts in absence of its holder at that instant. */
  absent?: boolean
  /** True on days on which the office is closed by its calendar. */
  holiday?: boolean
}

/** What the rule does; at least one. */
export interface RuleThen {
  /** To the seat with this role in the office. */
  seatRole?: SeatRole
  /** To this seat. */
  seat?: string
  /** To this office instead. */
  office?: string
  /** Copies for information, to these. */
  copyTo?: { office?: string; seat?: string }[]
}

/** What the rule says from an instant on; the end is not included. */
export interface RuleText {
  from: Date
  until: Date | null
  /** Higher comes first. */
  priority: number
  when: RuleWhen
  then: RuleThen
  /** The version of the rule with this text; the reason names it. */
  version: number
}

export interface RoutingRule extends RuleText {
  id: string
  name: string
  /** The office that made it; the rule holds for this office and all below it. */
  office: string
  /** What it said before, so that a letter is routed as of its acceptance. Its `version` is also its ETag. */
  earlier: RuleText[]
}

/** A rule with the text that holds at an instant. */
export interface RuleInForce extends RuleText {
  id: string
  office: string
}

/** What the rule says at the instant, or null. */
export function ruleAt(rule: RoutingRule, at: Date): RuleInForce | null {
  const { id, office } = rule
  const text = [rule, ...rule.earlier].find((one) => spanHolds(one, at))
  if (!text) return null
  const { from, until, priority, when, then, version } = text
  return { id, office, from, until, priority, when, then, version }
}

/**
 * Returns the rule with a new text from the text's own instant, or from now if that is past; the present text goes to
 * `earlier`. A change that has not begun is replaced as if it had never been made.
 */
export function withText(
  rule: RoutingRule,
  name: string,
  text: Omit<RuleText, 'version'>,
  now: Date,
): RoutingRule {
  const { from, until, priority, when, then, version } = rule
  const present = { from, until, priority, when, then, version }
  return { ...rule, ...text, name, ...nextText(rule, present, text.from, now) }
}
