// Brings the database to the form this version needs; safe when two processes start at once.

import type { Connection } from 'mongoose'
import { createRepositories } from '../../index'
import { isDuplicateKey } from '../../common/errors'
import { datedDirectory } from './dated-directory'
import { directorySearch } from './directory-search'
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
  createRepositories(connection)
  // An index that exists is left alone by the server, so every process may ask for all of them.
  await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()))
  const done = connection.collection<{ _id: string; at: Date }>('migrations')
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
