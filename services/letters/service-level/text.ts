// What a service level says, checked: its span, its terms, and that no other level is as specific for the same letters.

import type { ErrorCode } from '../../../domain/common/error'
import { requireNotPast, requireSpan } from '../../../domain/directory/office/changes'
import { requireTerms, requireUnequal } from '../../../domain/letters/service-level/faults'
import {
  levelAt,
  type LevelInForce,
  type LevelText,
  type ServiceLevel,
} from '../../../domain/letters/service-level/level'
import type { ServiceDeps } from '../../deps'

export const soundLevelTextErrors = [
  'effective-in-past',
  'span-invalid',
  'clock-term-invalid',
  'clock-too-short',
  'level-equal',
] as const satisfies readonly ErrorCode[]

type Text = Omit<LevelText, 'version'>

/**
 * Returns the text with its beginning. A beginning or end that is the level's own already may lie in the past; a new text holds
 * from now. Throws KcsError `effective-in-past`, `span-invalid`, `clock-term-invalid`, `clock-too-short`, `level-equal`.
 */
export async function soundLevelText(
  { repositories, shortClocks = false }: Pick<ServiceDeps, 'repositories' | 'shortClocks'>,
  id: string,
  { from: begins, until, ...rest }: Omit<Text, 'from'> & { from: Date | null },
  now: Date,
  before: ServiceLevel | null = null,
): Promise<Text> {
  const from = begins ?? now
  if (from.getTime() !== before?.from.getTime()) requireNotPast(from, now)
  requireSpan({ from, until })
  if (until !== null && until.getTime() !== before?.until?.getTime()) requireNotPast(until, now)
  requireTerms(rest, shortClocks)
  const text = { from, until, ...rest }
  const levels = await repositories.serviceLevels.heldAt(now)
  const holds = from < now ? now : from
  const others = levels.flatMap((one) => textsFrom(one, now))
  requireUnequal({ id, name: '', nameMl: '', ...text, from: holds, version: 0 }, others)
  return text
}

/** What a level says now, and what it will say. */
function textsFrom(level: ServiceLevel, now: Date): LevelInForce[] {
  const present = levelAt(level, now)
  const coming = level.from > now ? levelAt(level, level.from) : null
  return [present, coming].flatMap((one) => one ?? [])
}
