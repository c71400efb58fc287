// The rows of one import where they lie while it runs: what they have in common is asked of the database.

import type { Connection } from 'mongoose'
import type { RowFault } from '../../../domain/common/table/sheet'
import type { Unique } from '../../../domain/directory/import/list'
import { BATCH, batchesOf } from '../../common/batches'
import { collectionOf } from '../../common/collection'
import { type StagedRow, stagingCollection } from './schema'

/** They can be brought again, so nothing waits for the disk. */
const QUICKLY = { ordered: false, writeConcern: { w: 1, journal: false } } as const
const BAD = { faults: { $ne: [] } }
const READABLE = { cells: { $ne: null } }
const GOOD = { ...READABLE, faults: [] }

/** A row as it is laid down. */
export type LaidRow = Omit<StagedRow, '_id' | 'import' | 'at'>
/** A row that can be used, with its key and the line it begins at. */
export type Placed<Cells> = Pick<StagedRow<Cells>, 'line' | 'key' | 'cells'>

/** The rows of one import. */
export function importStaging(connection: Connection, id: string, at: Date) {
  const rows = collectionOf(connection, stagingCollection)
  const ofImport = { import: id }
  const inOrder = { _id: { $gt: `${id}:`, $lt: `${id};` } }
  const idOf = (line: number) => `${id}:${String(line).padStart(8, '0')}`

  return {
    /** Lays rows down, with what is wrong with each by itself; returns how many. */
    async lay(all: AsyncIterable<LaidRow>): Promise<number> {
      let count = 0
      for await (const batch of batchesOf(all)) {
        const documents = batch.map((row) => ({ _id: idOf(row.line), ...ofImport, ...row, at }))
        await rows.insertMany(documents, QUICKLY)
        count += batch.length
      }
      return count
    },

    /** Good rows that say the same as an earlier one: their line, that of the first, and the first of what they say. */
    async *repeated({ by, where }: Pick<Unique, 'by' | 'where'>) {
      const same = rows.aggregate<{ _id: [string, ...unknown[]]; lines: number[] }>([
        { $match: { ...ofImport, ...GOOD, ...(where ? { [`cells.${where}`]: true } : {}) } },
        { $group: { _id: by.map((field) => `$cells.${field}`), lines: { $push: '$line' } } },
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
    async *batches<Cells>({ gathered = false, bad = false } = {}): AsyncGenerator<Placed<Cells>[]> {
      const filter = { ...(gathered ? ofImport : inOrder), ...(bad ? READABLE : GOOD) }
      const sort: Record<string, 1> = gathered ? { key: 1, line: 1 } : { _id: 1 }
      const projection = { line: 1, key: 1, cells: 1 }
      const cursor = rows.find<Placed<Cells>>(filter, { sort, projection, batchSize: BATCH })
      yield* batchesOf(cursor, (one, next) => gathered && one.key === next.key)
    },

    /** Which of the keys rows have, and whether all rows of a key are bad. */
    async byKeys(keys: readonly string[]): Promise<Map<string, { bad: boolean }>> {
      const found = rows.aggregate<{ _id: string; good: boolean }>([
        { $match: { ...ofImport, key: { $in: keys } } },
        { $group: { _id: '$key', good: { $max: { $eq: ['$faults', []] } } } },
      ])
      return new Map((await found.toArray()).map(({ _id: key, good }) => [key, { bad: !good }]))
    },

    /** How many rows there are and how many are bad, with the first faults by their lines. */
    async outcome(limit: number): Promise<{ rows: number; bad: number; errors: RowFault[] }> {
      const worst = rows.find({ ...inOrder, ...BAD }, { sort: { _id: 1 }, limit, projection: { faults: 1 } })
      const errors = (await worst.toArray()).flatMap(({ faults }) => faults).slice(0, limit)
      const bad = await rows.countDocuments({ ...inOrder, ...BAD })
      return { rows: await rows.countDocuments(ofImport), bad, errors }
    },

    async remove(): Promise<void> {
      await rows.deleteMany(ofImport, QUICKLY)
    },
  }
}

export type ImportStaging = ReturnType<typeof importStaging>
