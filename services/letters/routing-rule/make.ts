// Making a routing rule for an office and all below it.

import type { ErrorCode } from '../../../domain/common/error'
import type { RuleProblem } from '../../../domain/letters/routing/problems'
import type { RoutingRule } from '../../../domain/letters/routing/rule'
import { noteBy } from '../../access/audit/note'
import { requireAdminOf, requireAdminOfErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { problemsAmongOthers } from './problems'
import { type NewRuleText, soundText, soundTextErrors } from './text'

export const makeRoutingRuleErrors = [
  ...requireAdminOfErrors,
  ...soundTextErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the rule, and what is wrong with it among the others. By who administers the office. Throws KcsError
 * `office-unknown`, `not-office-admin`, `seat-unknown`, `effective-in-past`, `span-invalid`.
 */
export async function makeRoutingRule(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { name, office, ...newText }: Pick<RoutingRule, 'name' | 'office'> & NewRuleText,
  now: Date,
): Promise<{ rule: RoutingRule; problems: RuleProblem[] }> {
  await requireAdminOf(repositories, caller, office)
  const text = await soundText(repositories, newText, now)
  const rule: RoutingRule = { id: newId(now), name, office, ...text, version: 1, earlier: [] }
  const newRule = await repositories.routingRules.add(rule, noteBy(caller, 'rule-added', now))
  return { rule: newRule, problems: await problemsAmongOthers(repositories, newRule, now) }
}
