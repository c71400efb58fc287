// What is wrong with a routing rule among the others; it is saved all the same.

import type { Repositories } from '../../../database'
import type { RecipientSet } from '../../../domain/directory/group/compile'
import { type PlacedRule, problemsOf, type RuleProblem } from '../../../domain/letters/routing/problems'
import { type RuleInForce, type RoutingRule, ruleAt } from '../../../domain/letters/routing/rule'

/** Returns the problems that the rule has, and those that others have with it. */
export async function problemsAmongOthers(
  { offices, routingRules }: Pick<Repositories, 'offices' | 'routingRules'>,
  rule: RuleInForce,
  now: Date,
): Promise<RuleProblem[]> {
  const at = rule.from > now ? rule.from : now
  const otherRules = (await routingRules.heldAt(now)).filter(({ id }) => id !== rule.id)
  const allTexts = [rule, ...otherRules.flatMap((one) => textsFrom(one, now))]
  const officesByCode = await offices.byCodes([...new Set(allTexts.map(({ office }) => office))])
  // What is past is no problem any more.
  const fromNow = (from: Date) => (from < now ? now : from)
  const placedRules = allTexts.map(
    (one): PlacedRule => ({
      ...one,
      from: fromNow(one.from),
      path: officesByCode.get(one.office)?.path ?? [],
    }),
  )
  const [own, ...others] = placedRules
  const count = await offices.countInSet(officesUnder(rule), at)
  const theirs = others.flatMap((other) =>
    // Of the others only what this rule does to them.
    problemsOf(other, [own!], 1).filter(({ kind }) => kind === 'unreachable'),
  )
  return [...problemsOf(own!, others, count), ...theirs]
}

/** What a rule says now, and what it will say. */
function textsFrom(rule: RoutingRule, now: Date): RuleInForce[] {
  const presentText = ruleAt(rule, now)
  const comingText = rule.from > now ? ruleAt(rule, rule.from) : null
  return [presentText, comingText].flatMap((one) => one ?? [])
}

function officesUnder({ office, when }: RuleInForce): RecipientSet {
  const where = {
    under: office,
    ...(when.officeKinds ? { kinds: when.officeKinds } : {}),
    ...(when.departments ? { departments: when.departments } : {}),
    ...(when.districts ? { districts: when.districts } : {}),
  }
  return when.offices ? { all: [{ where }, { codes: when.offices, seats: [] }] } : { where }
}
