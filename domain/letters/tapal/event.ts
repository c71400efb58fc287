// What is recorded of a tapal: each change of state, each attempt, each movement and escalation, in one list.

import type { ClockKind } from '../../common/clock/kinds'
import type { TapalState } from './states'

/** Who acted: KCS itself, an agent (filing system), the holder of a seat, or the bearer of a mail link, by the name given there. */
export type Actor =
  | { kind: 'kcs' }
  | { kind: 'agent'; agent: string }
  | { kind: 'seat'; seat: string; holder: string }
  | { kind: 'operator'; account: string }
  | { kind: 'link'; name?: string }

export const EVENT_KINDS = ['state', 'attempt', 'movement', 'escalation', 'notice'] as const
export type TapalEventKind = (typeof EVENT_KINDS)[number]

/** Stable cause codes; connectors add their outcome codes as `attempt` causes. */
export const CAUSES = [
  'resolved',
  'refused-by-profile',
  'delivered-by-agent',
  'delivered-to-inbox',
  'duplicate-at-agent',
  'handed-over-to-agent',
  'listed-for-post',
  'laid-out-for-agent',
  'mailed',
  'posted',
  'retry-later',
  'busy',
  'in-doubt',
  'auth',
  'gone',
  'never',
  'refused-by-agent',
  'refused-by-office',
  'diary-number-given',
  'acknowledged-by-seat',
  'acknowledged-by-agent',
  'acknowledged-by-link',
  'opened-by-seat',
  'opened-at-agent',
  'put-in-file',
  'marked',
  'returned-by-agent',
  'closed-by-agent',
  'recalled-by-sender',
  'reminded-by-sender',
  'withdrawn-at-agent',
  'not-at-agent',
  'withdrawal-refused',
  'withdrawal-impossible',
  'withdrawal-overdue',
  'withdrawal-given-up',
  'acknowledgement-overdue',
  'transmission-overdue',
  'ladder-ended',
  'clock-nearing',
  'opening-overdue',
  'action-overdue',
  'reply-overdue',
  'passing-on-overdue',
  'disposal-overdue',
  'clock-given-up',
  'clock-paused',
  'clock-resumed',
  'clock-extended',
  'endpoint-paused',
  'endpoint-resumed',
  // In rows of before; now one of the two below it.
  'fallback-to-agent-application',
  'next-way-gone',
  'next-way-paused',
  'attempts-spent',
  'expired-unresolved',
  'expired-untaken',
  'document-damaged',
  'waits-for-scan',
  'redelivered-by-operator',
  'redelivered-by-agent',
  'rerouted-by-operator',
  'given-up-by-operator',
  'mail-link-renewed',
  'mail-bounced',
  'next-way-bounced',
] as const
export type Cause = (typeof CAUSES)[number]

/** A letter that had failed was sent again: its tries are counted from zero, though it was tried before. */
export const SENT_AGAIN = [
  'redelivered-by-operator',
  'redelivered-by-agent',
] as const satisfies readonly Cause[]

/** It goes by another way from here on: what systems said before was said by another one. */
const OTHER_WAY: readonly Cause[] = [
  'fallback-to-agent-application',
  'next-way-gone',
  'next-way-paused',
  'next-way-bounced',
  'rerouted-by-operator',
]

/** A change of hands inside the receiving office, as far as its system tells. */
export interface Desk {
  /** Code or label of the seat or section, as the filing system names it. */
  from?: string
  to: string
  file?: string
}

/** One entry of the trace; `sequence` counts from 1 without gaps within a tapal. */
export interface TapalEvent {
  sequence: number
  kind: TapalEventKind
  from: TapalState
  to: TapalState
  cause: Cause
  actor: Actor
  at: Date
  /** Number of the hand-over try this belongs to. */
  attempt?: number
  /** Machine code of what went wrong, never letter text. */
  code?: string
  /** The beginning of what the system answered, without secrets. It may speak of the letter: only for who may see that. */
  answer?: string
  desk?: Desk
  /** Seat the duty to act moved to, and the level, counted from 1. */
  escalation?: { level: number; seat: string | null }
  /** When the next try, step or notice is due; of an arrival, when the office promises to be done with it. */
  dueAt?: Date
  /** Of whose clock it tells, where it is not that of the hand-over or of the acknowledgement. */
  clock?: ClockKind
  /** The reporter's own id of what it reported, so that a repeated call-back is recorded once. */
  key?: string
  /** Digest of what was reported under the key, so that another report under it is told from a repeat. */
  content?: string
  /** Why an operator did it, in the operator's own words; for the audit log, never shown with the letter. */
  reason?: string
}

/** An event before it has its place in the list. */
export type NewTapalEvent = Omit<TapalEvent, 'sequence' | 'from' | 'to'> & { to?: TapalState }

/** The newest tries of the hand-over by the present way, `most` of them, the oldest of these first. */
export function triesOf(events: readonly TapalEvent[], most: number): TapalEvent[] {
  const begin = events.findLastIndex(({ cause }) => OTHER_WAY.includes(cause)) + 1
  return events
    .slice(begin)
    .filter(({ attempt }) => attempt !== undefined)
    .slice(-most)
}

/** What came to a desk, in the order of what happened: reports may come late. */
export function movesOf(events: readonly TapalEvent[]): (TapalEvent & { desk: Desk })[] {
  return events
    .flatMap((event) => (event.desk === undefined ? [] : [{ ...event, desk: event.desk }]))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}
