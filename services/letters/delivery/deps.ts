// What delivering needs of the rest of the house.

import type { Calls } from './calls'
import type { Gate } from '../document/gate'
import type { Pace } from './pace'
import type { Runs, ServiceDeps } from '../../deps'

/** The clock and the chance are ports here, for a delivery goes on for long. Runs are told at once: the caller is one. */
export interface DeliveryDeps
  extends Pick<ServiceDeps, 'repositories' | 'connectors' | 'now' | 'random' | 'sandbox'> {
  runs: Pick<Runs, 'signal' | 'signalWithStart'>
  calls: Calls
  pace: Pace
  gate: Gate
  secrets: Pick<ServiceDeps['secrets'], 'unseal'>
}
