// Handovers of seats, each with the list of what was open.

import type { Connection } from 'mongoose'
import type { Handover } from '../../../domain/directory/handover/handover'
import { collectionOf } from '../../common/collection'
import { type Page, pageOf, type PageRequest } from '../../common/page'
import type { Session } from '../../common/transaction'
import { asHandover, handoverCollection } from './schema'

/** Handovers of seats and their states. */
export function handoverRepository(connection: Connection) {
  const collection = collectionOf(connection, handoverCollection)
  return {
    async byId(id: string, session?: Session): Promise<Handover | null> {
      const row = await collection.findOne({ _id: id }, session ? { session } : {})
      return row && asHandover(row)
    },

    /** Handovers of a seat, or those given to or by an employee, newest first. */
    async list(of: { seat: string } | { employee: string }, page: PageRequest): Promise<Page<Handover>> {
      const filter = 'seat' in of ? of : { $or: [{ to: of.employee }, { from: of.employee }] }
      const { items, next } = await pageOf((...asked) => collection.find(...asked), filter, page)
      return { items: items.map(asHandover), next }
    },

    /** The handover of the seat that waits for its taker, if there is one. */
    async openOf(seat: string, session: Session): Promise<Handover | null> {
      const row = await collection.findOne({ seat, state: 'given' }, { session })
      return row && asHandover(row)
    },

    async insert({ id, ...rest }: Handover, session: Session): Promise<void> {
      await collection.insertOne({ _id: id, ...rest }, { session })
    },

    /** Writes how far the handover has come. */
    async setState({ id, state, takenAt }: Handover, session: Session): Promise<void> {
      await collection.updateOne({ _id: id }, { $set: { state, takenAt } }, { session })
    },

    /** An employee goes on under another number, on whichever side. */
    async renumber(from: string, to: string, session: Session): Promise<void> {
      for (const side of ['from', 'to', 'givenBy'])
        await collection.updateMany({ [side]: from }, { $set: { [side]: to } }, { session })
    },
  }
}
