// Changes what a routing rule says; letters accepted before are routed as it said then.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { RuleProblem } from '../../../domain/letters/routing/problems'
import { type RoutingRule, withText } from '../../../domain/letters/routing/rule'
import { noteBy } from '../../access/audit/note'
import { requireAdminOf, requireAdminOfErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { problemsAmongOthers } from './problems'
import { type NewRuleText, soundText, soundTextErrors } from './text'

export const changeRoutingRuleErrors = [
  'not-found',
  'version-stale',
  'history-full',
  ...requireAdminOfErrors,
  ...soundTextErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the rule, and what is wrong with it among the others. By who administers its office. Throws KcsError
 * `not-found`, `not-office-admin`, `version-stale`, `office-unknown`, `seat-unknown`, `effective-in-past`,
 * `span-invalid`.
 */
export async function changeRoutingRule(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, name, ...newText }: Pick<RoutingRule, 'id' | 'version' | 'name'> & NewRuleText,
  now: Date,
): Promise<{ rule: RoutingRule; problems: RuleProblem[] }> {
  const { routingRules } = repositories
  const before = await routingRules.byId(id)
  if (!before) throw new KcsError('not-found')
  await requireAdminOf(repositories, caller, before.office)
  const text = await soundText(repositories, newText, now, before)
  const edit = (rule: RoutingRule): RoutingRule => withText(rule, name, text, now)
  const rule = await routingRules.change(id, version, edit, noteBy(caller, 'rule-changed', now))
  return { rule, problems: await problemsAmongOthers(repositories, rule, now) }
}
