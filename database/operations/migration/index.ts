// Brings the database to the form this version needs; safe when two processes start at once.

import type { Connection } from 'mongoose'
import { COLLECTIONS } from '../../collections'
import { collectionOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { datedDirectory } from './dated-directory'
import { directorySearch } from './directory-search'
import { createIndexes } from './indexes'
import { migrationCollection } from './schema'
import { stateCalendar } from './state-calendar'

interface Step {
  name: string
  run(connection: Connection): Promise<void>
}

/** Changes of data, in order; each must be safe to repeat, for a process may die before it is noted. */
const steps: readonly Step[] = [
  { name: '1-dated-directory', run: datedDirectory },
  { name: '2-directory-search', run: directorySearch },
  { name: '3-state-calendar', run: stateCalendar },
]

/** Creates missing collections and indexes and runs the steps not yet noted. */
export async function migrate(connection: Connection): Promise<void> {
  await Promise.all(COLLECTIONS.map((declaration) => createIndexes(connection, declaration)))
  const done = collectionOf(connection, migrationCollection)
  for (const step of steps) {
    if (await done.findOne({ _id: step.name })) continue
    await step.run(connection)
    try {
      await done.insertOne({ _id: step.name, at: new Date() })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }
}
