// What the activities are given by the composition root: the ports of the services that they call.

import type { Calls } from '../services/letters/delivery/calls'
import type { Pace } from '../services/letters/delivery/pace'
import type { LetterReader } from '../services/letters/collect/deps'
import type { Gate } from '../services/letters/document/gate'
import type { ServiceDeps } from '../services/deps'
import type { TemporalRuns } from '../temporal/runs'

/** Whoever calls from a run tells other runs at once, or nobody: nothing is left for soon. */
export interface ActivityDeps
  extends Pick<
    ServiceDeps,
    'repositories' | 'connectors' | 'store' | 'newId' | 'random' | 'now' | 'sandbox' | 'shortClocks'
  > {
  runs: TemporalRuns
  /** The limits of calls at endpoints, kept together with the other processes. */
  calls: Calls
  /** Lets a circular go behind single letters in this process. */
  pace: Pace
  gate: Gate
  secrets: Pick<ServiceDeps['secrets'], 'unseal' | 'digest'>
  readLetter: LetterReader
}
