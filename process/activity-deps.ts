// What the activities are given.

import { monotonicFactory } from 'ulid'
import type { ActivityDeps } from '../activities/deps'
import type { Connector } from '../connectors/connector'
import type { Repositories } from '../database'
import type { Mechanism } from '../domain/letters/delivery/mechanism'

/** Puts the activities' world together. `now` may be the clock of a test server. */
export function activityDeps(options: {
  repositories: Repositories
  connectors: Record<Mechanism, Connector>
  flows: ActivityDeps['runs']
  sealing: ActivityDeps['sealing']
  now?: () => Date
}): ActivityDeps {
  const { repositories, connectors, flows, sealing, now = () => new Date() } = options
  const nextId = monotonicFactory()
  return {
    repositories,
    connectors,
    runs: flows,
    sealing,
    now,
    random: Math.random,
    newId: (at) => nextId(at.getTime()),
  }
}
