// What a routing rule says, checked: its span, and that what it names is there; and who owns rules.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireNotPast, requireSpan } from '../../../domain/directory/office/changes'
import type { RoutingRule, RuleText } from '../../../domain/letters/routing/rule'

export interface NewRuleText extends Omit<RuleText, 'version' | 'from'> {
  /** Null for now. */
  from: Date | null
}

export const soundTextErrors = [
  'effective-in-past',
  'span-invalid',
  'office-unknown',
  'seat-unknown',
] as const satisfies readonly ErrorCode[]

/**
 * Returns the text with its beginning. A beginning or end that is the rule's own already may lie in the past; a
 * new text holds from now. Throws KcsError `effective-in-past`, `span-invalid`, `office-unknown`, `seat-unknown`.
 */
export async function soundText(
  repositories: Pick<Repositories, 'offices' | 'seats'>,
  { from: begins, until, priority, when, then }: NewRuleText,
  now: Date,
  before: RoutingRule | null = null,
): Promise<Omit<RuleText, 'version'>> {
  const from = begins ?? now
  if (from.getTime() !== before?.from.getTime()) requireNotPast(from, now)
  requireSpan({ from, until })
  if (until !== null && until.getTime() !== before?.until?.getTime()) requireNotPast(until, now)
  await requireNamed(repositories, then)
  return { from, until, priority, when, then }
}

/** Throws KcsError `office-unknown` or `seat-unknown` for what the rule names and is not there. */
async function requireNamed(
  { offices, seats }: Pick<Repositories, 'offices' | 'seats'>,
  then: RuleText['then'],
): Promise<void> {
  const targets = [then, ...(then.copyTo ?? [])]
  const codes = targets.flatMap(({ office }) => office ?? [])
  const ids = targets.flatMap(({ seat }) => seat ?? [])
  const [officesByCode, seatsById] = await Promise.all([
    codes.length === 0 ? new Map() : offices.byCodes(codes),
    ids.length === 0 ? new Map() : seats.byIds(ids),
  ])
  const office = codes.find((code) => !officesByCode.has(code))
  if (office !== undefined) throw new KcsError('office-unknown', { detail: office })
  const seat = ids.find((id) => !seatsById.has(id))
  if (seat !== undefined) throw new KcsError('seat-unknown', { detail: seat })
}
