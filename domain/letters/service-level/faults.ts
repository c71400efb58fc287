// What is wrong with a service level, judged before it is saved.

import { requireTerm } from '../../common/clock/term'
import { KcsError } from '../../common/error'
import { overlap } from '../../directory/office/changes'
import { LEVEL_CLOCKS } from '../dispatch/dispatch'
import { namedIn } from './choose'
import type { LevelInForce, LevelText, LevelWhen } from './level'
import { plainSeconds } from './times'

/** Clocks below an hour are for the demonstration, tests and test letters: nobody in an office could keep them. */
export const SHORTEST_SECONDS = 3600

/** Throws KcsError `clock-too-short`; where they are allowed, never. `what` names the time. */
export function requireLong(seconds: number, what: string, shortAllowed: boolean): void {
  if (shortAllowed || seconds >= SHORTEST_SECONDS) return
  throw new KcsError('clock-too-short', { detail: `${what}: ${seconds} seconds.` })
}

/**
 * Throws KcsError `clock-term-invalid` for a term that is no whole number from 1 to the most of its unit, and `clock-too-short` for
 * one below an hour, unless short ones are allowed.
 */
export function requireTerms(
  { terms, escalateEverySeconds }: Pick<LevelText, 'terms' | 'escalateEverySeconds'>,
  shortAllowed: boolean,
): void {
  for (const clock of LEVEL_CLOCKS) {
    const term = terms[clock]
    if (!term) continue
    requireTerm(term, 1)
    requireLong(plainSeconds(term), clock, shortAllowed)
  }
  requireLong(escalateEverySeconds, 'escalateEverySeconds', shortAllowed)
}

/**
 * Throws KcsError `level-equal`, which names both, where another level is as specific, holds at the same time and one letter could
 * fit both: then nothing would say which holds.
 */
export function requireUnequal(level: LevelInForce, others: readonly LevelInForce[]): void {
  const other = others.find((one) => one.id !== level.id && overlap(one, level) && areEqual(one, level))
  if (other)
    throw new KcsError('level-equal', { detail: `${level.id} and ${other.id} (version ${other.version}).` })
}

function areEqual({ when: a }: LevelInForce, { when: b }: LevelInForce): boolean {
  const [named, others] = [namedIn(a), namedIn(b)]
  return named.length === others.length && named.every((condition) => share(a, b, condition))
}

function share(a: LevelWhen, b: LevelWhen, condition: keyof LevelWhen): boolean {
  const list: readonly string[] = a[condition] ?? []
  const other: readonly string[] = b[condition] ?? []
  return list.some((value) => other.includes(value))
}
