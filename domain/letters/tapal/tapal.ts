// The dispatch as it arrives at one recipient; it has its own state, numbers and clocks.

import type { Mechanism, TakingRule } from '../systems'
import type { Diary } from '../delivery/outcome'
import type { DispatchTimes, Urgency } from '../dispatch/dispatch'
import type { Purpose } from '../dispatch/recipients'
import type { Reason } from '../routing/reason'
import type { TestMark } from '../sandbox/test-letter'
import type { LevelName } from '../service-level/level'
import type { TapalClock } from './clock'
import type { TapalEvent } from './event'
import type { Lease } from './lease'
import type { MailLink } from './mail-link'
import type { Refusal } from './refusal'
import type { RoseAt } from './risen'
import type { TapalState } from './states'

/** A withdrawal that is still owed at an agent: when it is asked next, and what it said so far. */
export interface Withdrawal {
  at: Date
  /** Times it was asked without an end. */
  tries: number
  /** It did not know the letter when it was asked; a hand-over may have been under way, so it is asked once more. */
  unseen: boolean
}

/** What may change in a tapal beside its state and its list of events. */
export interface TapalFields {
  mechanism: Mechanism
  endpoint: string
  shard: number
  /** What counts as taking by that way. */
  taking: TakingRule
  /** Tries of the hand-over so far. */
  attempts: number
  /** When the next try is due; null when none is owed by us. */
  nextAttemptAt: Date | null
  /** When its system was last asked about it and had nothing new to say. */
  lastAskedAt: Date | null
  /** Who is handing it over at this moment, and until when that is believed. */
  claim: { id: string; until: Date } | null
  /** The agent that came for it has it until then, and has not said yet what became of it; null if it was never given out. */
  lease: Lease | null
  /** Its endpoint is paused; the endpoint's own workflow delivers it. */
  parked: boolean
  /** It was in the hands of an agent when it was recalled, and must be taken back there. */
  withdrawOwed: boolean
  /** How far that has come; null before it was asked, and when nothing is owed. */
  withdrawal: Withdrawal | null
  reference: string | null
  inwardNumber: string | null
  diary: Diary | null
  postalNumber: string | null
  /** The link in its mail, where another was made than the first one. */
  mailLink: MailLink | null
  refusal: Refusal | null
  /** Those that run on it. The next two are made from them in the same write, for indexes and lists. */
  clocks: TapalClock[]
  /** A clock runs: something is owed, such as its delivery, an acknowledgement or a reply. */
  owes: boolean
  /** When the next step of any of its clocks is due; null where none runs, or all stand. */
  dueAt: Date | null
  /** The highest level that the duty to act has reached, by whichever clock; 0 is the addressed seat. */
  level: number
  /** Seats above that may act on it too, lowest first. */
  escalatedTo: string[]
  /** When it rose to each of them. */
  roseAt: RoseAt
  deliveredAt: Date | null
  acknowledgedAt: Date | null
  openedAt: Date | null
  /** When the sender last reminded its office of it. */
  remindedAt: Date | null
}

export interface Tapal extends TapalFields {
  id: string
  dispatch: string
  sender: { office: string; seat: string }
  office: string
  seat: string
  /** Where the office lay, and under which department, when the letter was accepted; empty where it is of none. */
  district: string
  department: string
  purpose: Purpose
  /** Addressed offices whose mail this office gets: merged ones, or those it is intermediary for. */
  addressedTo: string[]
  /** Why it lies here: each step of the route with the line that chose it. */
  why: Reason[]
  /** Beginnings of the hashes of its documents: whoever has the tapal may read them. */
  documentKeys: string[]
  /** How often it was passed on to another office before. */
  hop: number
  urgency: Urgency
  times: DispatchTimes
  /** Which its times come from, beside what the sender states. */
  serviceLevel?: LevelName
  state: TapalState
  sequence: number
  events: TapalEvent[]
  createdAt: Date
  /** It is one of a test letter. */
  test?: TestMark
}

/** Rank of an urgency, for queues: the higher goes first. */
export function urgencyRank(urgency: Urgency): number {
  return { normal: 0, urgent: 1, immediate: 2 }[urgency]
}
