// A letter sent by a seat to one or many recipients.

import type { ClockKind } from '../../common/clock/kinds'
import type { Term } from '../../common/clock/term'
import type { Mechanism } from '../systems'
import type { TapalState } from '../tapal/states'

/** A dispatch has no state machine of its own: between these it is the count of its tapals. */
export const DISPATCH_STATES = ['accepted', 'in-progress', 'closed', 'cancelled'] as const
export type DispatchState = (typeof DISPATCH_STATES)[number]

export const LETTER_KINDS = ['letter', 'government-order', 'circular', 'memorandum', 'note', 'reply'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

export const URGENCIES = ['normal', 'urgent', 'immediate'] as const
export type Urgency = (typeof URGENCIES)[number]

/** The grade of a letter that KCS carries; grades above normal come with sealed bodies and are not taken yet. */
export const CLASSIFICATIONS = ['normal'] as const
export type Classification = (typeof CLASSIFICATIONS)[number]

/** The grades that the office manual knows; one that is not carried is refused by a code of its own. */
export const GRADES = [...CLASSIFICATIONS, 'confidential', 'secret', 'top-secret'] as const
export type Grade = (typeof GRADES)[number]

export const LANGUAGES = ['en', 'ml'] as const
export type Language = (typeof LANGUAGES)[number]

/** A document of a letter: its content by hash, and the name it goes by in this letter. */
export interface DocumentReference {
  sha256: string
  name: string
  mediaType: string
  size: number
}

/** How fast an answer is owed, in seconds; a dispatch sets it, or the defaults hold. */
export interface DispatchTimes {
  /** From delivery until the tapal must be acknowledged. */
  acknowledgeWithinSeconds: number
  /** From one level of the ladder to the next. */
  escalateEverySeconds: number
  /** Further clocks, and those counted in working days: an acknowledgement goes by this before the seconds. */
  within?: LetterTerms
  /** The day, YYYY-MM-DD, that the sender fixed for it to be done, and which clock is due then. */
  fixed?: FixedDate
}

/** A reply is due on the day where one is owed, else the action. */
export interface FixedDate {
  clock: 'act' | 'reply'
  day: string
}

/** The clocks for which a sender can state a term. */
export const STATED_CLOCKS = ['acknowledge', 'open', 'act', 'reply'] as const satisfies readonly ClockKind[]
export type StatedClock = (typeof STATED_CLOCKS)[number]

/** The clocks that run on a letter by a term: those that senders may state, and two that service levels alone set. */
export const LEVEL_CLOCKS = [...STATED_CLOCKS, 'transfer', 'dispose'] as const satisfies readonly ClockKind[]
export type LevelClock = (typeof LEVEL_CLOCKS)[number]
export type LetterTerms = Partial<Record<LevelClock, Term>>

/** Two working days to acknowledge and one for each level above, in plain hours until calendars are known. */
export const DEFAULT_TIMES: DispatchTimes = {
  acknowledgeWithinSeconds: 48 * 3600,
  escalateEverySeconds: 24 * 3600,
}

/** What a workflow gets at its start; ids and counts only. */
export interface LaneSummary {
  mechanism: Mechanism
  shard: number
  rows: number
}

export type CountByState = Partial<Record<TapalState, number>>

/** The workflow id of a dispatch. */
export function dispatchWorkflowId(dispatchId: string): string {
  return `dispatch:${dispatchId}`
}
