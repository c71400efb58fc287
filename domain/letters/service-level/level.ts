// Service levels: in what time an office is to do what with a letter, as data, for the letters and offices that they name.

import type { Term } from '../../common/clock/term'
import { type DatedText, nextText } from '../../common/item/dated-text'
import { spanHolds } from '../../directory/office/office'
import type { Classification, LetterKind, LetterTerms } from '../dispatch/dispatch'
import type { Priority } from '../dispatch/priority'

/** What a letter and the office that gets it must be; every condition in the level must hold; of a list, one value must match. */
export interface LevelWhen {
  /** Of the subject, as in a Citizen Charter. */
  subjectCodes?: string[]
  /** Of the office that gets it. */
  officeKinds?: string[]
  priorities?: Priority[]
  classifications?: Classification[]
  kinds?: LetterKind[]
}

/** The conditions, the weightiest first: what a citizen was promised goes before who does it, and that before how urgent it is. */
export const LEVEL_CONDITIONS = [
  'subjectCodes',
  'officeKinds',
  'priorities',
  'classifications',
  'kinds',
] as const satisfies (keyof LevelWhen)[]
export type LevelCondition = (typeof LEVEL_CONDITIONS)[number]

/** Every letter for action is to be acknowledged; a clock that is left out does not run. */
export type LevelTerms = LetterTerms & { acknowledge: Term }

/** What the level says from an instant on. */
export interface LevelText extends DatedText {
  when: LevelWhen
  terms: LevelTerms
  /** From one level of the ladder of escalation to the next. */
  escalateEverySeconds: number
  /** The order, manual or charter that it was taken from. */
  source: string
}

export interface ServiceLevel extends LevelText {
  id: string
  name: string
  nameMl: string
  /** What it said before, so that a letter has the times of its acceptance. Its `version` is also its ETag. */
  earlier: LevelText[]
}

/** A level with the text that holds at an instant. */
export type LevelInForce = Omit<ServiceLevel, 'earlier'>

/** What a row keeps of the level that its times come from. */
export type LevelName = Pick<ServiceLevel, 'id' | 'version'>

/** What the level says at the instant, or null. */
export function levelAt(level: ServiceLevel, at: Date): LevelInForce | null {
  const text = [level, ...level.earlier].find((one) => spanHolds(one, at))
  const { id, name, nameMl } = level
  return text ? { id, name, nameMl, ...textOf(text) } : null
}

/**
 * Returns the level with a new text from the text's own instant, or from now if that is past; the present text goes to
 * `earlier`. A change that has not begun is replaced as if it had never been made.
 */
export function withLevelText(
  level: ServiceLevel,
  names: Pick<ServiceLevel, 'name' | 'nameMl'>,
  text: Omit<LevelText, 'version'>,
  now: Date,
): ServiceLevel {
  return { ...level, ...text, ...names, ...nextText(level, textOf(level), text.from, now) }
}

/**
 * Returns the level as it ends at the instant, or now if that is past: what it said is kept under its version, for tapals name it,
 * and from then on it says nothing. A text that has not begun never will.
 */
export function withEnd(level: ServiceLevel, end: Date, now: Date): ServiceLevel {
  const next = nextText(level, textOf(level), end, now)
  return { ...level, ...next, until: next.from }
}

/** Whether it was ended, or will be: it says nothing from then on. */
export function isEnd({ from, until }: { from: Date | string; until: Date | string | null }): boolean {
  return until !== null && new Date(from).getTime() === new Date(until).getTime()
}

function textOf({ from, until, when, terms, escalateEverySeconds, source, version }: LevelText): LevelText {
  return { from, until, when, terms, escalateEverySeconds, source, version }
}
