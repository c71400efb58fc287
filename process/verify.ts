// Compares record, registers, documents and runs of the configured installation, and mends what can be mended.

import { readConfig } from '../config'
import { createRepositories } from '../database'
import { serverTime } from '../database/connection'
import { createSecrets } from '../secrets'
import type { DutyLog } from '../services/operations/duty/case'
import { repair, type Repaired } from '../services/operations/recovery/repair'
import type { VerifyDeps } from '../services/operations/verify/check'
import { CHECK_NAMES } from '../services/operations/verify'
import { type NamedFinding, type Seen, verify } from '../services/operations/verify/verify'
import { linkTemporal } from '../temporal/connection'
import { CASES, MANIFESTS } from './cases'
import { createStore } from './compose'
import { openDatabase } from './database'
import { Problem } from './problem'
import { runsWithoutSoon } from './runs'

export { type DutyLog as RepairLog } from '../services/operations/duty/case'
export { type Repaired } from '../services/operations/recovery/repair'
export { type NamedFinding, type Seen } from '../services/operations/verify/verify'

/** Verifies, by the named checks or by all; `onFinding` hears of each disagreement as it is found. Changes nothing. */
export function verifyConfigured(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
  onFinding: (finding: NamedFinding) => void,
): Promise<Seen> {
  const unknown = names.filter((name) => !CHECK_NAMES.includes(name))
  if (unknown.length > 0)
    throw new Problem(`there is no check ${unknown.join(', ')}`, `The checks are: ${CHECK_NAMES.join(', ')}.`)
  const checkNames = names.length === 0 ? null : new Set(names)
  return withInstallation(environment, noLog, (deps) => verify(deps, checkNames, onFinding))
}

/** Mends what can be mended; `log` hears of each repair. */
export function rebuildConfigured(environment: NodeJS.ProcessEnv, log: DutyLog): Promise<Repaired> {
  return withInstallation(environment, log, repair)
}

const noLog: DutyLog = { info: () => undefined, warn: () => undefined }

async function withInstallation<Result>(
  environment: NodeJS.ProcessEnv,
  log: DutyLog,
  work: (deps: VerifyDeps) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(environment)
  const database = await openDatabase(config.mongodb)
  const temporal = linkTemporal(config.temporal, MANIFESTS)
  try {
    const now = await serverTime(database)
    return await work({
      repositories: createRepositories(database),
      runs: runsWithoutSoon(temporal.runs),
      secrets: createSecrets(config.secret),
      store: createStore(database, () => now),
      cases: CASES,
      now,
      log,
    })
  } finally {
    await temporal.close()
    await database.close()
  }
}
