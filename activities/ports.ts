// What the activities need of the rest of the house; handed in by the composition root.

import type { Connector, Endpoint } from '../connectors/connector'
import type { Repositories } from '../database'
import type { EndpointRecord } from '../database/letters/endpoint/repository'
import type { Mechanism } from '../domain/letters/delivery/mechanism'

/** Word sent to running workflows; a run that has ended needs none. */
export interface Signals {
  /** Makes sure that a run owns the paused endpoint, and tells it that tapals were parked. */
  ownEndpoint(endpointId: string): Promise<void>
  delivered(dispatchId: string, word: { next: number | null; outstanding: number }): Promise<void>
}

export interface ActivityDeps {
  repositories: Pick<
    Repositories,
    | 'dispatches'
    | 'tapals'
    | 'offices'
    | 'seats'
    | 'charges'
    | 'groups'
    | 'routingRules'
    | 'calendars'
    | 'registers'
    | 'endpoints'
    | 'despatchLists'
    | 'audit'
    | 'notices'
  >
  connectors: Record<Mechanism, Connector>
  /** The endpoint with its secrets in the clear. */
  unseal(record: EndpointRecord): Endpoint
  signals: Signals
  now(): Date
  /** A number in [0,1). */
  random(): number
  /** A new id that sorts by time; ids of one call rise. */
  newId(at: Date): string
}
