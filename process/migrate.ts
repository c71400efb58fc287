// Brings the configured database to the form of this version, from the command line and before processes start.

import { readDatabaseSettings } from '../config'
import { connect, type ConnectionSettings } from '../database/connection'
import { migrate } from '../database/operations/migration'

/** Runs what is missing and returns what was done, a line each; nothing where the database has its form already. */
export async function migrateDatabase(settings: ConnectionSettings): Promise<string[]> {
  const connection = await connect(settings)
  try {
    return await migrate(connection)
  } finally {
    await connection.close()
  }
}

/** The same for the database that the environment names. Throws `ConfigError` where it names none. */
export function migrateConfigured(environment: NodeJS.ProcessEnv): Promise<string[]> {
  return migrateDatabase(readDatabaseSettings(environment))
}
