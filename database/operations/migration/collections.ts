// Gives the collections the form that they declare: their indexes, and the validator that the server enforces.

import type { Connection } from 'mongoose'
import { COLLECTIONS } from '../../collections'
import { isNamespaceExists } from '../../common/errors'
import { validatorOf } from '../../common/validator'

/** Rows that were malformed before stay writable; a new row must be right, and a right one must stay so. */
const ENFORCED = { validationLevel: 'moderate', validationAction: 'error' } as const

/** Makes the indexes that are missing; returns what it did, a line each. Safe beside other runs and processes. */
export async function makeIndexes(connection: Connection): Promise<string[]> {
  const linesOfEach = COLLECTIONS.map(async ({ name, indexes }): Promise<string[]> => {
    const created = await createCollection(connection, name)
    if (indexes.length === 0) return created
    const collection = connection.collection(name)
    const missingIndexes = indexes.length + 1 - (await collection.indexes()).length
    // An index that exists is left alone by the server.
    await collection.createIndexes([...indexes])
    return missingIndexes > 0 ? [...created, `${name}: ${missingIndexes} indexes made`] : created
  })
  return (await Promise.all(linesOfEach)).flat()
}

/** Has the server check the rows of every collection; returns what it did, a line each. Safe to repeat. */
export async function enforceSchemas(connection: Connection): Promise<string[]> {
  const validatorsByName = new Map<string, string>()
  for (const { name, options } of await connection.db!.listCollections({}, { nameOnly: false }).toArray())
    validatorsByName.set(name, JSON.stringify(options?.['validator']))
  const changes = COLLECTIONS.map(async (declaration): Promise<string[]> => {
    const { name } = declaration
    const validator = validatorOf(declaration)
    if (validatorsByName.get(name) === JSON.stringify(validator)) return []
    await connection.db!.command({ collMod: name, validator, ...ENFORCED })
    return [`${name}: the server checks its rows`]
  })
  return (await Promise.all(changes)).flat()
}

async function createCollection(connection: Connection, name: string): Promise<string[]> {
  try {
    await connection.db!.createCollection(name)
    return [`${name}: created`]
  } catch (error) {
    if (!isNamespaceExists(error)) throw error
    return []
  }
}
