// Makes an installation on the servers that the environment names, without any demonstration; safe to repeat.

import { type Config, readConfig } from '../config'
import { createRepositories } from '../database'
import { connect, isReplicaSet } from '../database/connection'
import { migrate } from '../database/operations/migration'
import { createSecrets } from '../secrets'
import {
  type Admission,
  admitFirstAdministrator,
} from '../services/operations/installation/first-administrator'
import { enterKeralaHolidays } from '../services/operations/installation/kerala-holidays'
import { makeOwnEndpoints } from '../services/operations/installation/own-endpoints'
import { searchAttributes } from './cases'
import { prepareNamespace } from './namespace'
import { Problem } from './problem'

export interface InstallOptions {
  /** Who is to be the first administrator, by PEN and name; null to leave it as it is. */
  administrator: { pen: string; name: string } | null
  /** Whether another code is issued in place of one that is out. */
  newCode: boolean
  /** Hears of long work while it goes on. */
  onProgress(line: string): void
  /** How long Temporal may take to answer, in ms; a quarter of a minute unless told otherwise. */
  answerMs?: number
}

export interface Installed {
  /** What was done, a line each; nothing where all was there. */
  done: string[]
  administrator: Admission
}

/**
 * Gives the database its form, makes the endpoints of KCS itself, enters the holidays that it comes with, makes the namespace and the first administrator: what is there
 * stays as it is. Throws a `Problem` or `ConfigError` that says what to do; what was done before it stays, and a repeat goes
 * on from there.
 */
export async function install(
  environment: NodeJS.ProcessEnv,
  { administrator, newCode, onProgress, answerMs = 15_000 }: InstallOptions,
): Promise<Installed> {
  const config = readConfig(environment)
  const database = await connect({ ...config.mongodb, patient: true })
  try {
    if (!(await isReplicaSet(database)))
      throw new Problem(
        'the MongoDB of MONGODB_URI is not a replica set',
        'Start it with --replSet and initiate the set.',
      )
    const linesDone = await migrate(database, onProgress)
    const repositories = createRepositories(database)
    for (const endpoint of await makeOwnEndpoints({ repositories }))
      linesDone.push(`endpoint ${endpoint}: made`)
    for (const year of await enterKeralaHolidays({ repositories }, new Date()))
      linesDone.push(`calendar state: holidays of ${year} entered`)
    linesDone.push(...(await makeNamespace(config, answerMs)))
    const secrets = createSecrets(config.secret)
    const deps = { repositories, secrets }
    const admission = await admitFirstAdministrator(deps, administrator, { anew: newCode }, new Date())
    if (admission.kind === 'issued') linesDone.push(`administrator ${admission.pen}: one-time code issued`)
    return { done: linesDone, administrator: admission }
  } finally {
    await database.close()
  }
}

async function makeNamespace(
  { temporal: { address, namespace } }: Config,
  timeoutMs: number,
): Promise<string[]> {
  const attributes = { searchAttributes: searchAttributes(), create: true, timeoutMs }
  return (await prepareNamespace({ address, namespace, ...attributes })).done
}
