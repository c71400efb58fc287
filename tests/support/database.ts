/**
 * The databases of a test. Each jest worker has its own, emptied and used again: making and dropping one per file costs
 * a mongod thousands of files, for it keeps the dropped ones until its next checkpoint.
 */
import { randomBytes } from 'node:crypto'
import { mongo } from 'mongoose'
import { mongodbUri } from './servers'

export interface TestDatabase {
  uri: string
  name: string
  /** Gives the database back; the next caller gets it emptied. */
  release(): void
}

/** Which form the collections have is noted here by `migrate`. Rows go, the form stays, and so does the note. */
const FORM_NOTED = { collection: 'migrations', id: /^form-/ }

/** Numbers of this worker's databases that the running test file uses; jest loads this module again for each file. */
const numbersInUse = new Set<number>()

/**
 * A database without rows that nobody else uses until it is released. Collections and indexes of earlier test files may
 * be there; a test that needs none of them makes a `freshDatabase` and drops it.
 */
export async function emptyDatabase(): Promise<TestDatabase> {
  let number = 1
  while (numbersInUse.has(number)) number += 1
  numbersInUse.add(number)
  const name = `kcs_${process.env['JEST_WORKER_ID'] ?? '0'}_${number}`
  const uri = uriOf(name)
  await removeRows(uri)
  return { uri, name, release: () => void numbersInUse.delete(number) }
}

/** A database that has never existed. The caller ends it with `dropDatabase`. */
export function freshDatabase(): { uri: string; name: string } {
  const name = `kcs_fresh_${randomBytes(6).toString('hex')}`
  return { uri: uriOf(name), name }
}

/** Drops a database of a test. The checkpoint lets mongod close its files at once, and not within a minute. */
export async function dropDatabase(database: mongo.Db): Promise<void> {
  await database.dropDatabase()
  await database.admin().command({ fsync: 1 })
}

function uriOf(database: string): string {
  const uri = new URL(mongodbUri())
  uri.pathname = `/${database}`
  return uri.toString()
}

async function removeRows(uri: string): Promise<void> {
  const client = await mongo.MongoClient.connect(uri)
  try {
    const collections = await client.db().collections()
    await Promise.all(
      collections.map((collection) =>
        collection.deleteMany(
          collection.collectionName === FORM_NOTED.collection
            ? { _id: { $not: FORM_NOTED.id } as never }
            : {},
        ),
      ),
    )
  } finally {
    await client.close()
  }
}
