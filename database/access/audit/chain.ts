// The place of audit entries in the chain: which have none yet, and reading them in their order.

import type { mongo } from 'mongoose'
import { type Rows, withId } from '../../common/collection'
import type { Session } from '../../common/transaction'
import type { AuditRow, ChainPlace } from './schema'

/** An entry as the chain reads it; `id` first, and no place. */
export type PlainEntry = Omit<AuditRow, '_id' | 'chain'> & { id: string }

export interface ChainedEntry {
  entry: PlainEntry
  place: ChainPlace
}

const WAITING = { chain: null }

/** The links of audit entries: which entries have none yet, and reading them in their order. */
export function auditChain(rows: Rows<AuditRow>) {
  return {
    /** Whether an entry waits for its place. */
    async waits(): Promise<boolean> {
      return (await rows.findOne(WAITING, { projection: { _id: 1 }, sort: { at: 1 } })) !== null
    },

    /** Entries that wait for their place, the earliest first. */
    async waiting(limit: number, session: Session): Promise<PlainEntry[]> {
      const waitingRows = await rows
        .find(WAITING, { sort: { at: 1 }, limit, batchSize: limit, session })
        .toArray()
      return waitingRows.map(plainOf)
    },

    /** How many wait, counted up to `limit`, and since when the earliest. */
    async lag(limit: number): Promise<{ count: number; since: Date | null }> {
      const [count, first] = await Promise.all([
        rows.countDocuments(WAITING, { limit, hint: 'unchained' }),
        rows.findOne(WAITING, { projection: { at: 1 }, sort: { at: 1 } }),
      ])
      return { count, since: first?.at ?? null }
    },

    /** Gives entries their places. */
    async place(places: readonly { id: string; place: ChainPlace }[], session: Session): Promise<void> {
      const operations = places.map(
        ({ id, place }): mongo.AnyBulkWriteOperation<AuditRow> => ({
          updateOne: { filter: { _id: id, ...WAITING }, update: { $set: { chain: place } } },
        }),
      )
      if (operations.length > 0) await rows.bulkWrite(operations, { session, ordered: true })
    },

    /** Entries in the order of the chain, from the first on, one at a time. */
    async *inChain(): AsyncGenerator<ChainedEntry> {
      const cursor = rows.find(
        { 'chain.sequence': { $gt: 0 } },
        { sort: { 'chain.sequence': 1 }, batchSize: 1_000 },
      )
      for await (const row of cursor) if (row.chain) yield { entry: plainOf(row), place: row.chain }
    },
  }
}

function plainOf(row: AuditRow): PlainEntry {
  const { chain: _, ...plain } = withId(row)
  return plain
}
