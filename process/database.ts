// The database as every program of KCS opens it: in the form of this version, or not at all.

import { connect, type ConnectionSettings } from '../database/connection'
import { requireMigrated } from '../database/operations/migration'

/** Throws when no server answers, or when the database needs `kcs migrate`; no connection is left open then. */
export async function openDatabase(settings: ConnectionSettings): ReturnType<typeof connect> {
  const database = await connect(settings)
  try {
    await requireMigrated(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
