// What the check of an agent finds: each fault once, by the rule that it breaks.

import { type Told } from './call'
import { SECTIONS } from './rule'
import { RULES, type RuleId } from './rules'

/** A fault of the agent in sentences: what was asked of it, what came, what rules it, what to change. */
export interface Finding {
  /** The case in which it was met first. */
  case: string
  /** Names the fault for machines. */
  rule: string
  /** The section of docs/agent-protocol.md, by its number or its title. */
  section: string
  /** `advice` is understood by KCS today, and still better mended. */
  weight: 'wrong' | 'advice'
  asked: string
  came: string
  /** `webhook-id` of the call, where it was one of ours. */
  id?: string
  /** What the section says, in one sentence. */
  says: string
  change: string
  /** How often it was met. */
  times: number
}

/** What became of a case: `not-judged` where a fault that was met before stands in its way. */
export type CaseResult =
  | { result: 'well' }
  | { result: 'wrong' | 'not-judged'; because: string }
  | { result: 'left-out'; why: string }

export type JudgedCase = { case: string; title: string; section: string } & CaseResult

/** Makes the finding of a rule. */
export function findingOf(rule: RuleId, caseId: string, { asked, came, id }: Told): Finding {
  const { section, says, change, weight = 'wrong' } = RULES[rule]
  const call = id === undefined ? {} : { id }
  return { case: caseId, rule, section, weight, asked, came, ...call, says, change, times: 1 }
}

/** The section as a reader looks for it: `section 3, Taking a letter`. */
export function sectionText(section: string): string {
  const title = SECTIONS[section]
  return title === undefined ? `“${section}”` : `section ${section}, ${title}`
}
