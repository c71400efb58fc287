// Changes that hang together without touching the same row take turns, so that none is made on what another changes.

import type { ClientSession, Connection } from 'mongoose'
import { collectionOf, declare } from './collection'

interface TurnRow {
  _id: string
  taken: number
}

export const turnCollection = declare<TurnRow>('turns', {
  _id: String,
  taken: { type: Number, required: true },
})

/**
 * Within a transaction: of those that take the turn of one name at the same time one goes on, and the others are
 * repeated after it.
 */
export async function takeTurn(connection: Connection, session: ClientSession, name: string): Promise<void> {
  await collectionOf(connection, turnCollection).updateOne(
    { _id: name },
    { $inc: { taken: 1 } },
    { upsert: true, session },
  )
}
