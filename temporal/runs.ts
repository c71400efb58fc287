// The port to Temporal: how runs of the registered flows are started, told and asked.

/** What is known of a run. */
export interface FlowRun {
  workflowId: string
  runId: string
  /** As Temporal names it, in lower case: running, completed, failed… */
  status: string
  startedAt: Date
  closedAt: Date | null
  historyEvents: number
}

/**
 * All calls have a deadline. Each throws KcsError `service-unavailable` when Temporal cannot be reached, and
 * `flow-unknown` for a name that is not registered.
 */
export interface Flows {
  /** Starts the run of a subject; one that runs, or has ended and may not run again, counts as started. */
  start(name: string, subject: string): Promise<{ workflowId: string }>
  /** Tells a run; answers false when there is none any more, which is no fault: a signal only saves time. */
  signal(name: string, subject: string, signal: string, ...args: unknown[]): Promise<boolean>
  /** Tells a run, and starts it where there is none; only for flows that may run again. */
  signalWithStart(name: string, subject: string, signal: string, ...args: unknown[]): Promise<void>
  /** Asks a run; null when there is none. */
  query(name: string, subject: string, query: string): Promise<unknown>
  /** The newest run of a subject, or null. */
  describe(name: string, subject: string): Promise<FlowRun | null>
  /** Whether Temporal answers. */
  reachable(): Promise<boolean>
}
