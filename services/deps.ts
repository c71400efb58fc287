// What services are given of the rest of the house: ports only, as their types.

import type { Connector } from '../connectors/connector'
import type { Repositories } from '../database'
import type { DocumentStore } from '../documents/store'
import type { Mechanism } from '../domain/letters/systems'
import type { Secrets } from '../secrets/port'
import type { TemporalRuns } from '../temporal/runs'
import type { Gate } from './letters/document/gate'

/** How runs are reached, and told later. */
export interface Runs extends TemporalRuns {
  /**
   * Does the work soon: after the response of the request that asked for it, and not at all where the caller is itself
   * a run. The work may be lost (the sweep does it again), and its number is bounded. Of the works of one key that
   * wait, only the newest is done, so the key names the message and its subject: `acknowledged <dispatch id>`.
   */
  soon(key: string, work: () => Promise<unknown>): void
}

/** Each service names the part that it needs, by Pick. The instant and the caller come as arguments. */
export interface ServiceDeps {
  repositories: Repositories
  connectors: Record<Mechanism, Connector>
  store: DocumentStore
  runs: Runs
  /** What of the documents may leave. */
  gate: Gate
  /** Makes, hashes, seals, signs and checks passwords, tokens and keys. */
  secrets: Secrets
  /** A new id that sorts by time; ids of one call rise. */
  newId(at: Date): string
  /** A number in [0,1). */
  random(): number
  /** Set where clocks may run for less than an hour: in the demonstration and in tests. */
  shortClocks?: boolean
  /** Set where the record is that of the test letters (`inSandbox`): nothing that is done there speaks of what is real. */
  sandbox?: true
  /** The clock, for work that goes on for long; a single act takes its instant as an argument. */
  now(): Date
}
