// Which level holds for a letter in an office: of those that fit the most specific, and why it is that one.

import { type LetterFacts, type LevelFacts, valueOf } from './facts'
import {
  LEVEL_CONDITIONS,
  levelAt,
  type LevelCondition,
  type LevelInForce,
  type LevelWhen,
  type ServiceLevel,
} from './level'
import type { LevelReason } from './reason'

/** Null where no level fits: then the times of KCS itself hold. */
export interface LevelChoice {
  level: LevelInForce | null
  why: LevelReason[]
}

/** The levels that hold for one letter at one instant, ready to be asked for each office that gets it. */
export interface LevelBook {
  /** The same answer for offices of the same kind. */
  choose(officeKind: string): LevelChoice
}

/** The book for a letter as of the instant of its acceptance; a circular asks it once for each kind of office. */
export function openLevelBook(levels: readonly ServiceLevel[], letter: LetterFacts, at: Date): LevelBook {
  const inForce = levels.flatMap((level) => levelAt(level, at) ?? []).sort(firstOf)
  return { choose: (officeKind) => chooseLevel(inForce, { ...letter, officeKind }) }
}

function chooseLevel(inOrder: readonly LevelInForce[], facts: LevelFacts): LevelChoice {
  const [level, next] = inOrder.filter(({ when }) => fits(when, facts))
  if (!level) return { level: null, why: [{ code: 'none-fits' }] }
  const named = namedIn(level.when)
  const why: LevelReason[] = named.map((condition) => ({
    code: 'fits',
    condition,
    value: valueOf(facts, condition),
  }))
  if (named.length === 0) why.push({ code: 'fits-all' })
  if (next) why.push({ code: 'goes-before', level: next.id, because: whyBefore(level, next) })
  return { level, why }
}

/** Whether the level is for such letters in such an office. */
export function fits(when: LevelWhen, facts: LevelFacts): boolean {
  return namedIn(when).every((condition) => {
    const list: readonly string[] | undefined = when[condition]
    return list?.includes(valueOf(facts, condition))
  })
}

/** The conditions that the level names, the weightiest first. */
export function namedIn(when: LevelWhen): LevelCondition[] {
  return LEVEL_CONDITIONS.filter((condition) => when[condition] !== undefined)
}

type Ranked = Pick<LevelInForce, 'when' | 'from' | 'id'>

/**
 * Which of two levels goes first: the one that names more conditions; of as many, the one with the weightiest that the other does
 * not name. Two that name the same are refused where one letter could fit both; should they be there all the same, because
 * they were saved at one moment, the one that began last, then the one whose id comes first.
 */
export function firstOf(one: Ranked, other: Ranked): number {
  const [a, b] = [namedIn(one.when), namedIn(other.when)]
  if (a.length !== b.length) return b.length - a.length
  const decisive = LEVEL_CONDITIONS.find((condition) => a.includes(condition) !== b.includes(condition))
  if (decisive !== undefined) return a.includes(decisive) ? -1 : 1
  if (one.from.getTime() !== other.from.getTime()) return other.from.getTime() - one.from.getTime()
  return one.id < other.id ? -1 : 1
}

function whyBefore(one: Ranked, other: Ranked): Extract<LevelReason, { code: 'goes-before' }>['because'] {
  const [a, b] = [namedIn(one.when), namedIn(other.when)]
  if (a.length !== b.length) return 'more-conditions'
  if (a.some((condition) => !b.includes(condition))) return 'weightier-condition'
  return one.from.getTime() === other.from.getTime() ? 'first-by-id' : 'began-later'
}
