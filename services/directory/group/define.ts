// What a group is from an instant on, checked; and who keeps groups.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { GroupDefinition } from '../../../domain/directory/group/group'
import { requireNotPast } from '../../../domain/directory/office/changes'
import { requireOfficeHead, requireOfficeHeadErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import { requireSoundRule, requireSoundRuleErrors } from './rule'

export interface NewDefinition extends Pick<GroupDefinition, 'reach' | 'rule'> {
  /** Null for now. */
  from: Date | null
}

export const defineErrors = [
  'effective-in-past',
  ...requireSoundRuleErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `effective-in-past`, and as requireSoundRule. */
export async function define(
  repositories: Pick<Repositories, 'groups' | 'offices' | 'seats'>,
  id: string,
  { from, reach, rule }: NewDefinition,
  now: Date,
): Promise<GroupDefinition> {
  const begins = from ?? now
  requireNotPast(begins, now)
  await requireSoundRule(repositories, id, rule, begins)
  return { from: begins, reach, rule }
}

export const requireKeeperErrors = [
  'office-unknown',
  ...requireOfficeHeadErrors,
] as const satisfies readonly ErrorCode[]

/** Groups are kept by the head of their office, or an administrator. Throws KcsError `office-unknown`, `not-office-head`. */
export async function requireKeeper(
  { offices, seats }: Pick<Repositories, 'offices' | 'seats'>,
  caller: Caller,
  code: string,
): Promise<void> {
  const office = await offices.byCode(code)
  if (!office) throw new KcsError('office-unknown', { detail: code })
  await requireOfficeHead(seats, caller, office)
}
