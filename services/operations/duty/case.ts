// What the duties ask of a case: which of its runs are missing, what its record owes, and what follows from it.

import type { AuditEntry } from '../../../database/access/audit/repository'
import type { Parts } from '../../../database/common/parts'
import type { Window, WindowStart } from '../../../database/common/window'
import type { FeedEvent } from '../../../database/letters/feed/repository'
import type { Change } from '../../../domain/letters/agent-feed/change'
import type { OutgoingName } from '../../../domain/letters/notice/channels'
import type { Notice } from '../../../domain/letters/notice/notice'
import type { CaseName } from '../../../temporal/runs'
import type { ServiceDeps } from '../../deps'

/** Where duties write what they did, and what failed: ids, counts and codes only. */
export interface DutyLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
}

export interface DutyDeps extends Pick<ServiceDeps, 'repositories' | 'runs'> {
  log: DutyLog
  /** The channels by which notices go out here; all where nothing is said. */
  channels?: readonly OutgoingName[]
}

/** Where the next reading of a window begins, and how much it reads. */
export type Reading = WindowStart
/** Subjects found in a window, and where the next one begins; null at the end. */
export type Found = Window<string>

/** Which rows of a record are followed, and how many at once. */
export interface Following {
  limit: number
  /** Rows of these parts alone. */
  parts: Parts
  /** Rows that failed lately, by their ids. */
  except: readonly string[]
}

/** What is newly entered in the record of a case. */
export interface News {
  /** The most that was asked for has been read, so there may be more. */
  full: boolean
  /** The rows that were read. */
  ids: string[]
  /** What is to be entered elsewhere because of them. */
  entries(): Promise<{
    audit: AuditEntry[]
    feed: FeedEvent[]
    notices: Notice[]
    /** What agents are told; each of them once, with a number of its own. */
    changes?: Change[]
  }>
  /** Marks what was read as followed. All entries have ids of their own, so a kill before this line doubles nothing. */
  done(): Promise<void>
}

/**
 * How the record says a subject stands: something is owed; nothing is owed any more, and its run has still to end it; or
 * it has ended.
 */
export type Standing = 'open' | 'settled' | 'ended'

/** A row of the table of cases, as far as duties read it. Subjects are the ids that its runs are started with. */
export interface CaseDuties {
  name: CaseName
  /** Subjects accepted before the instant whose run was not started. */
  unstarted(deps: DutyDeps, before: Date, reading: Reading): Promise<Found>
  /** Notes that the run of the subject was started. */
  noteStarted(deps: DutyDeps, subject: string): Promise<void>
  /** Subjects with a decision from before the instant that their run may not have heard of. */
  untold(deps: DutyDeps, before: Date, reading: Reading): Promise<Found>
  /** Tells a run, which is there, of the decision, and notes that it was told. */
  tell(deps: DutyDeps, subject: string): Promise<void>
  /** Subjects accepted before the instant whose run was started and has done nothing: it hangs, or is lost. */
  stalled(deps: DutyDeps, before: Date, reading: Reading): Promise<Found>
  /** Subjects with a clock due before the instant: their run has not looked, or is lost. */
  overdue(deps: DutyDeps, before: Date, reading: Reading): Promise<Found>
  /** Tells a run, which is there, to look at its clocks. */
  remind(deps: DutyDeps, subject: string, now: Date): Promise<void>
  /** Subjects that must have a run, by rising id and above the given one. */
  open(deps: DutyDeps, above: string, limit: number): Promise<string[]>
  /** How the record says these subjects stand; one that it does not know is left out. */
  standings(deps: DutyDeps, subjects: readonly string[]): Promise<Map<string, Standing>>
  /** What else each round of the sweep does for this case; safe to repeat. */
  eachRound(deps: DutyDeps, now: Date): Promise<void>
  /** Each kind of rows of its record that is followed. */
  follow: readonly Follow[]
}

/** Reads what in rows of one kind was not followed yet, or null where all was. */
export type Follow = (deps: DutyDeps, following: Following, now: Date) => Promise<News | null>

/** For a case that has none of a kind. */
export const none = {
  async found(): Promise<Found> {
    return { items: [], next: null }
  },
  async act(): Promise<void> {},
}
