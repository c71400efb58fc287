// What the activities are given.

import { monotonicFactory } from 'ulid'
import type { ActivityDeps } from '../activities/ports'
import type { TemporalRuns } from '../temporal/runs'
import type { Sealing } from '../secrets/sealing'
import type { Connector } from '../connectors/connector'
import { openedEndpoint } from '../services/letters/endpoint/opened'
import type { Repositories } from '../database'
import type { Mechanism } from '../domain/letters/delivery/mechanism'

/** Puts the activities' world together. `now` may be the clock of a test server. */
export function activityDeps(options: {
  repositories: Repositories
  connectors: Record<Mechanism, Connector>
  flows: Pick<TemporalRuns, 'signal' | 'signalWithStart'>
  sealing: Pick<Sealing, 'unseal'>
  now?: () => Date
}): ActivityDeps {
  const { repositories, connectors, flows, sealing, now = () => new Date() } = options
  const nextId = monotonicFactory()
  return {
    repositories,
    connectors,
    unseal: (record) => openedEndpoint(sealing, record),
    signals: {
      ownEndpoint: (id) => flows.signalWithStart('endpoint', id, 'parked'),
      delivered: async (id, word) => void (await flows.signal('dispatch', id, 'delivered', word)),
    },
    now,
    random: Math.random,
    newId: (at) => nextId(at.getTime()),
  }
}
