// The record opened for a program beside the processes: the demonstration, and commands on this machine.

import { createRepositories, type Repositories } from '../database'
import { createSecrets } from '../secrets'
import type { Secrets } from '../secrets/port'
import { sealedSettings } from '../services/letters/endpoint/settings'
import { openDatabase } from './database'

export { deriveKey } from '../secrets/keys'
export { enterKeralaHolidays } from '../services/operations/installation/kerala-holidays'
export { makeOwnEndpoints } from '../services/operations/installation/own-endpoints'

export interface OpenRecord {
  repositories: Repositories
  secrets: Secrets
  /** Settings of an endpoint, as they are kept. */
  sealSettings(settings: Readonly<Record<string, string>>): string
  close(): Promise<void>
}

/** Opens the record. Throws when no database answers, or when it needs `kcs migrate`. */
export async function openRecord(
  mongodb: { uri: string; database: string },
  secret: string,
): Promise<OpenRecord> {
  const database = await openDatabase(mongodb)
  const secrets = createSecrets(secret)
  return {
    repositories: createRepositories(database),
    secrets,
    sealSettings: (settings) => sealedSettings(secrets, settings),
    close: () => database.close(),
  }
}
