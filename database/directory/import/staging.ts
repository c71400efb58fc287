// The rows of one import where they lie while it runs: what they have in common is asked of the database.

import type { Connection } from 'mongoose'
import type { Unique } from '../../../domain/directory/import/list'
import type { RowFault } from '../../../domain/common/table/sheet'
import { collectionOf } from '../../common/collection'
import { type StagedRow, stagingCollection } from './schema'

/** Rows that are written, read and judged at once. */
const BATCH = 1_000
/** They can be brought again, so nothing waits for the disk. */
const QUICKLY = { ordered: false, writeConcern: { w: 1, journal: false } } as const

/** A row of the file with its key and the line it begins at. */
export interface Placed<Row> {
  line: number
  key: string
  row: Row
}

/** A row as it is laid down; null where it cannot be read. */
export type LaidRow = Placed<object | null> & { faults: readonly RowFault[] }

/** The rows of one import. */
export function importStaging(connection: Connection, id: string, at: Date) {
  const rows = collectionOf(connection, stagingCollection)
  const ofImport = { import: id }
  const inOrder = { _id: { $gt: `${id}:`, $lt: `${id};` } }
  const readable = { cells: { $ne: null } }
  const good = { ...readable, faults: { $exists: false } }
  const idOf = (line: number) => `${id}:${String(line).padStart(8, '0')}`

  return {
    /** Lays rows down, with what is wrong with each by itself; returns how many. */
    async lay(all: AsyncIterable<LaidRow>): Promise<number> {
      let count = 0
      for await (const batch of batchesOf(all)) {
        const documents = batch.map(({ line, key, row, faults }): StagedRow => {
          const document = { _id: idOf(line), ...ofImport, line, key, cells: row, at }
          return faults.length === 0 ? document : { ...document, faults: [...faults] }
        })
        // A field that the list has no column for must not come back as one that is empty.
        await rows.insertMany(documents, { ...QUICKLY, ignoreUndefined: true })
        count += batch.length
      }
      return count
    },

    /** Good rows that say the same as an earlier one, with the first of what they say. */
    async *repeated({
      by,
      where,
    }: Pick<Unique, 'by' | 'where'>): AsyncGenerator<{ line: number; first: number; value: string }[]> {
      const same = rows.aggregate<{ _id: [string, ...unknown[]]; lines: number[] }>([
        { $match: { ...ofImport, ...good, ...(where === undefined ? {} : { [where]: true }) } },
        { $group: { _id: by.map((field) => `$${field}`), lines: { $push: '$line' } } },
        { $match: { 'lines.1': { $exists: true } } },
      ])
      for await (const batch of batchesOf(same))
        yield batch.flatMap(({ _id: [value], lines }) => {
          const [first, ...later] = lines.sort((one, other) => one - other)
          return later.map((line) => ({ line, first: first!, value }))
        })
    },

    /** Notes faults of rows; rows set aside count as unreadable from then on. */
    async blame(faults: readonly RowFault[], { aside = false } = {}): Promise<void> {
      if (faults.length === 0) return
      const set = aside ? { $set: { cells: null } } : {}
      const updates = faults.map((fault) => ({
        updateOne: { filter: { _id: idOf(fault.line) }, update: { $push: { faults: fault }, ...set } },
      }))
      await rows.bulkWrite(updates, QUICKLY)
    },

    /** The good rows, or also bad ones that can be read, by their lines; gathered with all of a key together. */
    async *batches<Row>({ gathered = false, bad = false }): AsyncGenerator<Placed<Row>[]> {
      const filter = { ...(gathered ? ofImport : inOrder), ...(bad ? readable : good) }
      const sort: Record<string, 1> = gathered ? { key: 1, line: 1 } : { _id: 1 }
      const cursor = rows.find(filter, { sort, batchSize: BATCH })
      for await (const batch of batchesOf(cursor, (one, next) => gathered && one.key === next.key))
        yield batch.map(({ line, key, cells }) => ({ line, key, row: cells as Row }))
    },

    /** Which of the keys rows have, and whether all rows of a key are bad. */
    async byKeys(keys: readonly string[]): Promise<Map<string, { bad: boolean }>> {
      const cursor = rows
        .find({ ...ofImport, key: { $in: [...keys] } }, { batchSize: 5 * BATCH })
        .project<{ key: string; faults?: unknown }>({ key: 1, 'faults.line': 1 })
      const byKey = new Map<string, { bad: boolean }>()
      for await (const { key, faults } of cursor)
        byKey.set(key, { bad: faults !== undefined && byKey.get(key)?.bad !== false })
      return byKey
    },

    /** How many rows there are, and the lines of those that are bad. */
    async counted(): Promise<{ rows: number; bad: Set<number> }> {
      const bad = new Set<number>()
      const cursor = rows.find({ ...inOrder, faults: { $exists: true } }, { batchSize: 10 * BATCH })
      for await (const { line } of cursor.project<{ line: number }>({ line: 1 })) bad.add(line)
      return { rows: await rows.countDocuments(ofImport), bad }
    },

    /** The first faults by their lines. */
    async faults(limit: number): Promise<RowFault[]> {
      const cursor = rows.find({ ...inOrder, faults: { $exists: true } }, { sort: { _id: 1 }, limit })
      const all = await cursor.project<{ faults: RowFault[] }>({ faults: 1 }).toArray()
      return all.flatMap(({ faults }) => faults).slice(0, limit)
    },

    async remove(): Promise<void> {
      await rows.deleteMany(ofImport, QUICKLY)
    },
  }
}

/** The items, a thousand at a time; more where some that belong together would be parted. */
export async function* batchesOf<Item>(
  items: AsyncIterable<Item>,
  together: (one: Item, next: Item) => boolean = () => false,
): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    if (batch.length >= BATCH && !together(batch.at(-1)!, item)) {
      yield batch
      batch = []
    }
    batch.push(item)
  }
  if (batch.length > 0) yield batch
}

export type ImportStaging = ReturnType<typeof importStaging>
