// The port to Temporal: how runs of the registered cases are started, signalled and queried.

import type {
  CaseName,
  InputOf,
  QueryAnswer,
  QueryOf,
  SignalArguments,
  SignalOf,
} from '../workflows/manifest'

export type { CaseName } from '../workflows/manifest'

/** What Temporal says of a run. */
export interface RunDescription {
  workflowId: string
  runId: string
  /** As Temporal names it, in lower case: running, completed, failed… */
  status: string
  startedAt: Date
  closedAt: Date | null
  historyEvents: number
}

export interface RunUnderWay {
  subject: string
  startedAt: Date
  /** Why its code fails again and again, as Temporal names it (`NonDeterministicError`); null where it does not. */
  failing: string | null
}

export interface RunsUnderWay {
  runs: RunUnderWay[]
  /** For the next page, or null at the end. */
  next: string | null
}

/** Which of the tasks that wait for a worker goes first; a run and all its steps have the same. */
export interface Turn {
  /** 1 goes first, 5 last; 3 where nothing is said. */
  priority: number
  /** Within one priority those that share a key share one turn, where the server keeps such turns. An id. */
  sharedBy: string
}

/** How often the runs of a subject are started, and whether they rest now. */
export interface Rhythm {
  everySeconds: number
  paused: boolean
}

/**
 * All calls have a deadline. Each throws KcsError `service-unavailable` when Temporal cannot be reached, and
 * `flow-unknown` for a case that is not registered.
 */
export interface TemporalRuns {
  /** Starts the run of a subject; one that runs, or has ended and may not run again, counts as started. */
  start(name: CaseName, subject: string, turn?: Turn): Promise<{ workflowId: string }>
  /** Signals a run; returns false when there is none any more, which is no fault: a signal only saves time. */
  signal<Name extends CaseName, Signal extends SignalOf<Name>>(
    name: Name,
    subject: string,
    signal: Signal,
    ...args: SignalArguments<Name, Signal>
  ): Promise<boolean>
  /** Signals a run, and starts it where there is none; only for cases that may run again. */
  signalWithStart<Name extends CaseName, Signal extends SignalOf<Name>>(
    name: Name,
    subject: string,
    signal: Signal,
    ...args: SignalArguments<Name, Signal>
  ): Promise<void>
  /** Queries a run; null when there is none. */
  query<Name extends CaseName, Query extends QueryOf<Name>>(
    name: Name,
    subject: string,
    query: Query,
  ): Promise<QueryAnswer<Name, Query> | null>
  /** As `signal`, for a caller that knows no case by name: the schema of its row has checked the arguments. */
  relaySignal(name: CaseName, subject: string, signal: string, args: readonly unknown[]): Promise<boolean>
  /** As `query`, for a caller that knows no case by name. */
  relayQuery(name: CaseName, subject: string, query: string): Promise<unknown>
  /** The newest run of a subject, or null. */
  describe(name: CaseName, subject: string): Promise<RunDescription | null>
  /** Whether Temporal answers; never throws. */
  reachable(): Promise<boolean>
  /** As `start`, also where a run has completed: for a record that says something is owed all the same. */
  startAgain(name: CaseName, subject: string): Promise<void>
  /** Ends a run by force; does nothing where there is none. The reason stands in its history. */
  terminate(name: CaseName, subject: string, reason: string): Promise<void>
  /** A page of the subjects whose runs are under way, a little late at times; `page` is the `next` of the page before. */
  underWay(name: CaseName, page: string | null, limit: number): Promise<RunsUnderWay>
  /**
   * Up to so many runs under way whose code fails again and again, so that they get nowhere; one that goes on leaves the
   * list by itself. Null where the server does not mark such runs: it is older than 1.30, or has that switched off.
   */
  failing(name: CaseName, limit: number): Promise<RunUnderWay[] | null>
  /**
   * Has runs of the subject started again and again, each only where the one before has ended; also changes the rhythm. Safe to
   * repeat.
   */
  schedule<Name extends CaseName>(
    name: Name,
    subject: string,
    rhythm: Rhythm,
    input: InputOf<Name>,
  ): Promise<void>
  /** Starts no more of them; does nothing where there is no schedule. */
  unschedule(name: CaseName, subject: string): Promise<void>
  /** The subjects of the case that have a schedule, a little late at times. */
  scheduled(name: CaseName): Promise<Map<string, Rhythm>>
  /** Cluster and namespace by their ids; another pair means that it knows none of our runs. */
  identity(): Promise<string>
}
