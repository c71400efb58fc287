// Brings the database to the form this version needs, and tells whether it has it.

import type { Connection } from 'mongoose'
import { COLLECTIONS } from '../../collections'
import { collectionOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { validatorOf } from '../../common/validator'
import { enforceSchemas, makeIndexes } from './collections'
import { datedDirectory } from './dated-directory'
import { deskTrouble } from './desk-trouble'
import { directorySearch } from './directory-search'
import { inboxByArrival } from './inbox-by-arrival'
import { tapalDocumentKeys } from './document-keys'
import { watchIndexBuilds } from './progress'
import { migrationCollection } from './schema'
import { roseAt } from './rose-at'
import { generalLevel } from './service-level'
import { tapalPlaces } from './tapal-places'
import { stateCalendar } from './state-calendar'
import { tapalClocks } from './tapal-clocks'

/** The database is not what this version works on, until a person has run what the message says. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
}

interface Step {
  name: string
  run(connection: Connection): Promise<void>
}

/** Changes of data, in order; each must be safe to repeat, for a process may die before it is noted. */
const steps: readonly Step[] = [
  { name: '1-dated-directory', run: datedDirectory },
  { name: '2-directory-search', run: directorySearch },
  { name: '3-state-calendar', run: stateCalendar },
  { name: '4-tapal-document-keys', run: tapalDocumentKeys },
  { name: '5-desk-trouble', run: deskTrouble },
  { name: '6-inbox-by-arrival', run: inboxByArrival },
  { name: '7-rose-at', run: roseAt },
  { name: '8-tapal-places', run: tapalPlaces },
  { name: '9-tapal-clocks', run: tapalClocks },
  { name: '10-service-level', run: generalLevel },
]

/** The name under which it is noted that the collections have the form of this version. */
const FORM = `form-${fingerprintOf(COLLECTIONS.map((one) => [one.name, one.indexes, validatorOf(one)]))}`

/**
 * Runs the steps not yet noted, and gives the collections their form once; returns what was done, a line each. Safe
 * when two processes start at once, and beside processes of this version and the one before. A form that was given
 * before is not given again, so that an older version never takes back what a newer one has widened. A large index takes
 * longer than calls of processes may: the connection must be a patient one. `onProgress` hears how far it is.
 */
export async function migrate(
  connection: Connection,
  onProgress: (line: string) => void = () => undefined,
): Promise<string[]> {
  const watch = watchIndexBuilds(connection, onProgress)
  try {
    return await bringToForm(connection)
  } finally {
    watch.stop()
  }
}

async function bringToForm(connection: Connection): Promise<string[]> {
  const rows = collectionOf(connection, migrationCollection)
  const namesDone = new Set((await rows.find({}).toArray()).map(({ _id }) => _id))
  const lines = namesDone.has(FORM) ? [] : await makeIndexes(connection)
  for (const { name, run } of steps) {
    if (namesDone.has(name)) continue
    await run(connection)
    await note(connection, name)
    lines.push(`${name}: done`)
  }
  if (!namesDone.has(FORM)) {
    lines.push(...(await enforceSchemas(connection)))
    await note(connection, FORM)
  }
  return lines
}

/** Throws `NotReady`, with what to do, unless `migrate` of this version was run on the database. */
export async function requireMigrated(connection: Connection): Promise<void> {
  const names = [...steps.map(({ name }) => name), FORM]
  const count = await collectionOf(connection, migrationCollection).countDocuments({ _id: { $in: names } })
  if (count === names.length) return
  if (count === 0 && (await collectionOf(connection, migrationCollection).findOne({})) === null)
    throw new NotReady('There is no installation of KCS in this database. Run once: npx kcs install')
  throw new NotReady('The database does not have the form that this version needs. Run once: npx kcs migrate')
}

async function note(connection: Connection, name: string): Promise<void> {
  try {
    await collectionOf(connection, migrationCollection).insertOne({ _id: name, at: new Date() })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}

/** A number for the content, in hexadecimal: the same for the same content. */
function fingerprintOf(content: unknown): string {
  let hash = 0x811c9dc5
  for (const letter of JSON.stringify(content)) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
