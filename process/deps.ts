// What the services of a process are given.

import { createSecrets } from '../secrets'
import type { Runs, ServiceDeps } from '../services/deps'
import type { Base } from './base'
import { composeConnectors } from './compose'
import { composeGate } from './gate'
import type { ScanEnd } from './metrics/scans'
import { newId } from './new-id'

/** The ports of the services over what the process has opened. `noteScan` is told how each scan of a document ended. */
export function composeDeps(
  { config, repositories, store, now }: Pick<Base, 'config' | 'repositories' | 'store' | 'now'>,
  runs: Runs,
  noteScan: (end: ScanEnd) => void,
): ServiceDeps {
  return {
    repositories,
    store,
    connectors: composeConnectors(config, repositories, store, now),
    runs,
    gate: composeGate(config, { repositories, store, now, note: noteScan }),
    secrets: createSecrets(config.secret),
    newId,
    shortClocks: config.shortClocks,
    random: Math.random,
    now,
  }
}
