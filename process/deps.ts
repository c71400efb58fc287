// What the services of a process are given.

import { createSecrets } from '../secrets'
import type { Runs, ServiceDeps } from '../services/deps'
import type { Base } from './base'
import { composeConnectors } from './compose'
import { composeGate } from './gate'
import { newId } from './new-id'

/** The ports of the services over what the process has opened. */
export function composeDeps({ config, repositories, store, now }: Base, runs: Runs): ServiceDeps {
  return {
    repositories,
    store,
    connectors: composeConnectors(config, repositories, store, now),
    runs,
    gate: composeGate(config, { repositories, store, now }),
    secrets: createSecrets(config.secret),
    newId,
    random: Math.random,
    now,
  }
}
