// Changes that hang together without touching the same row take turns, so that none is made on what another changes.

import type { ClientSession, Connection } from 'mongoose'

/**
 * Within a transaction: of those that take the turn of one name at the same time one goes on, and the others are
 * repeated after it.
 */
export async function takeTurn(connection: Connection, session: ClientSession, name: string): Promise<void> {
  await connection
    .collection('turns')
    .updateOne({ _id: name } as never, { $inc: { taken: 1 } }, { upsert: true, session })
}
