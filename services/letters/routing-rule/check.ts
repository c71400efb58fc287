// What would be wrong with a routing rule, without saving it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { RuleProblem } from '../../../domain/letters/routing/problems'
import type { ServiceDeps } from '../../deps'
import { problemsAmongOthers } from './problems'
import { type NewRuleText, soundText, soundTextErrors } from './text'

export const checkRoutingRuleErrors = [
  'office-unknown',
  ...soundTextErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Everybody who is known may ask; `id` is that of a rule that would be changed. Throws KcsError `office-unknown`,
 * `seat-unknown`, `effective-in-past`, `span-invalid`.
 */
export async function checkRoutingRule(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  { id, office, ...newText }: { id: string | null; office: string } & NewRuleText,
  now: Date,
): Promise<RuleProblem[]> {
  if (!(await repositories.offices.byCode(office))) throw new KcsError('office-unknown', { detail: office })
  const text = await soundText(repositories, newText, now)
  return problemsAmongOthers(repositories, { id: id ?? '', office, ...text, version: 1 }, now)
}
