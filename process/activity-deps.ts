// What the activities are given.

import { randomUUID } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import { createCalls } from '../services/letters/delivery/calls'
import { createPace, type Pace } from '../services/letters/delivery/pace'
import type { Gate } from '../services/letters/document/gate'
import type { ActivityDeps } from '../activities/deps'
import type { Connector } from '../connectors/connector'
import type { Repositories } from '../database'
import type { Mechanism } from '../domain/letters/systems'
import { OPEN_GATE } from './gate'
import { readLetter } from './read-letter'

/** Puts the activities' world together. `now` may be the clock of a test server. */
export function activityDeps(options: {
  repositories: Repositories
  connectors: Record<Mechanism, Connector>
  store: ActivityDeps['store']
  runs: ActivityDeps['runs']
  secrets: ActivityDeps['secrets']
  now?: () => Date
  pace?: Pace
  gate?: Gate
  shortClocks?: boolean
}): ActivityDeps {
  const {
    repositories,
    connectors,
    store,
    runs,
    secrets,
    now = () => new Date(),
    pace = createPace(),
    gate = OPEN_GATE,
    shortClocks = false,
  } = options
  const nextId = monotonicFactory()
  return {
    repositories,
    connectors,
    store,
    runs,
    secrets,
    readLetter,
    pace,
    gate,
    shortClocks,
    calls: createCalls(repositories.endpoints.leaseCalls, randomUUID()),
    now,
    random: Math.random,
    newId: (at) => nextId(at.getTime()),
  }
}
