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

/** The rows of one import. */
export function importStaging(connection: Connection, id: string, at: Date) {
  const rows = collectionOf(connection, stagingCollection)
  const ofImport = { import: id }
  const inOrder = { _id: { $gt: `${id}:`, $lt: `${id};` } }
  const readable = { cells: { $ne: null } }
  const good = { ...readable, faults: { $exists: false } }
  const idOf = (line: number) => `${id}:${String(line).padStart(8, '0')}`

  return {
    /** Lays rows down, with what is wrong with them by themselves. */
    async add(batch: readonly (Placed<object | null> & { faults: RowFault[] })[]): Promise<void> {
      if (batch.length === 0) return
      const documents = batch.map(({ line, key, row, faults }): StagedRow => {
        const document = { _id: idOf(line), ...ofImport, line, key, cells: row, at }
        return faults.length === 0 ? document : { ...document, faults }
      })
      // A field that the list has no column for must not come back as one that is empty.
      await rows.insertMany(documents, { ...QUICKLY, ignoreUndefined: true })
    },

    /** Notes faults of rows; rows set aside count as unreadable from then on. */
    async blame(faults: readonly RowFault[], { aside = false } = {}): Promise<void> {
      const set = aside ? { $set: { cells: null } } : {}
      for (let from = 0; from < faults.length; from += BATCH)
        await rows.bulkWrite(
          faults.slice(from, from + BATCH).map((fault) => ({
            updateOne: { filter: { _id: idOf(fault.line) }, update: { $push: { faults: fault }, ...set } },
          })),
          QUICKLY,
        )
    },

    /** Rows without fault that say the same as an earlier one. */
    async *repeated({ by, where }: Unique): AsyncGenerator<{ line: number; value: string; first: number }> {
      const filter = { ...ofImport, ...good, ...(where === undefined ? {} : { [where]: true }) }
      const cursor = rows
        .find(filter, { sort: { [by]: 1, line: 1 }, allowDiskUse: true, batchSize: 10 * BATCH })
        .project<{ line: number; value: string }>({ _id: 0, line: 1, value: `$${by}` })
      let first: { line: number; value: string } | undefined
      for await (const row of cursor)
        if (row.value === first?.value) yield { ...row, first: first.line }
        else first = row
    },

    /** The good rows, or also bad ones that can be read, by their lines; gathered with all of a key together. */
    async *batches<Row>({ gathered = false, bad = false }): AsyncGenerator<Placed<Row>[]> {
      const filter = { ...(gathered ? ofImport : inOrder), ...(bad ? readable : good) }
      let batch: Placed<Row>[] = []
      for await (const placed of cursorOf<Row>(filter, gathered)) {
        if (batch.length >= BATCH && (!gathered || placed.key !== batch.at(-1)!.key)) {
          yield batch
          batch = []
        }
        batch.push(placed)
      }
      if (batch.length > 0) yield batch
    },

    /** All rows by their lines; null where one cannot be used. */
    all: <Row>() => cursorOf<Row | null>(inOrder, false),

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

  async function* cursorOf<Row>(filter: object, byKey: boolean): AsyncGenerator<Placed<Row>> {
    const sort: Record<string, 1> = byKey ? { key: 1, line: 1 } : { _id: 1 }
    for await (const { line, key, cells } of rows.find(filter, { sort, batchSize: BATCH }))
      yield { line, key, row: cells as Row }
  }
}

export type ImportStaging = ReturnType<typeof importStaging>
