// Brings the configured database to the form of this version, from the command line and before processes start.

import { readDatabaseSettings } from '../config'
import { connect, type ConnectionSettings } from '../database/connection'
import { migrate } from '../database/operations/migration'

type Say = (line: string) => void

/** Runs what is missing and returns what was done, a line each; nothing where the database has its form already. */
export async function migrateDatabase(settings: ConnectionSettings, onProgress?: Say): Promise<string[]> {
  const connection = await connect({ ...settings, patient: true })
  try {
    return await migrate(connection, onProgress)
  } finally {
    await connection.close()
  }
}

/** The same for the database that the environment names. Throws `ConfigError` where it names none. */
export function migrateConfigured(environment: NodeJS.ProcessEnv, onProgress?: Say): Promise<string[]> {
  return migrateDatabase(readDatabaseSettings(environment), onProgress)
}
