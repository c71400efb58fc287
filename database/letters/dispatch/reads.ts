// Reading dispatches: one, those that seats have sent, and those with a document.

import type { DispatchState } from '../../../domain/letters/dispatch/dispatch'
import type {
  CallerKey,
  Dispatch,
  LetterRecord,
  ListedDispatch,
} from '../../../domain/letters/dispatch/record'
import { coalesced } from '../../common/coalesce'
import { AT_ONCE, recordOf, type Rows } from '../../common/collection'
import { type Page, pageOf, type PageRequest } from '../../common/page'
import { pagesOf } from '../../common/scan'
import { ofTester } from '../../common/test-mark'
import { dispatchCollection, type DispatchRow, NOT_ENDED } from './schema'

const recordOfRow = recordOf(dispatchCollection)

/** The row as the letter that it is: what is kept for the audit log is left out. */
export function dispatchOf(row: DispatchRow): Dispatch {
  const { changes: _c, sequence: _s, followedTo: _t, followed: _f, ...dispatch } = recordOfRow(row)
  return dispatch
}

/** The dispatch that the filter finds, or null. */
export async function findDispatch(
  collection: Rows<DispatchRow>,
  filter: Record<string, unknown>,
): Promise<Dispatch | null> {
  const row = await collection.findOne(filter)
  return row ? dispatchOf(row) : null
}

const COMPARED = [
  'state',
  'started',
  'number',
  'acceptedAt',
  'changes',
  'sequence',
  'followedTo',
  'followed',
] as const

/** What is compared of a dispatch. */
export interface ScannedDispatch extends Pick<DispatchRow, (typeof COMPARED)[number]> {
  id: string
  /** Of its sender. */
  office: string
  /** Hashes of its documents. */
  documents: string[]
}

/** What may be long, and is not read with many letters. */
const LONG = ['recipients', 'changes']

/** Every field but those; of the sender's list the length is told. */
const LISTED = {
  ...Object.fromEntries(
    Object.keys(dispatchCollection.schema.paths)
      .filter((field) => !LONG.includes(field))
      .map((field) => [field, 1]),
  ),
  named: { $size: '$recipients' },
}
const WITHOUT_LONG = Object.fromEntries(LONG.map((field) => [field, 0]))

/** The part of the repository that reads dispatches. */
export function dispatchReads(collection: Rows<DispatchRow>) {
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, Dispatch>> => {
    const rows = await collection.find({ _id: { $in: ids } }).toArray()
    return new Map(rows.map((row) => [String(row._id), dispatchOf(row)]))
  })

  const readLetters = coalesced(async (ids: readonly string[]): Promise<Map<string, LetterRecord>> => {
    const rows = await collection.find({ _id: { $in: ids } }, { projection: WITHOUT_LONG }).toArray()
    return new Map(rows.map((row) => [String(row._id), dispatchOf(row)]))
  })

  return {
    byId: async (id: string): Promise<Dispatch | null> => (await byIds([id])).get(id) ?? null,

    /** The letters, without the lists of their senders. */
    byIds: async (ids: readonly string[]): Promise<LetterRecord[]> => [...(await readLetters(ids)).values()],

    /** All dispatches, in pages by rising id, with what is compared of them alone. */
    async *scan(limit: number): AsyncGenerator<ScannedDispatch[]> {
      const fields = [...COMPARED, 'sender', 'documents.sha256']
      const projection = Object.fromEntries(fields.map((field) => [field, 1 as const]))
      for await (const rows of pagesOf(collection, limit, projection))
        yield rows.map(dispatchCollection.withDefaults).map(({ _id, sender, documents, ...compared }) => ({
          ...compared,
          id: _id,
          office: sender.office,
          documents: documents.map(({ sha256 }) => sha256),
        }))
    },

    byKey: (caller: CallerKey, idempotencyKey: string) =>
      findDispatch(collection, { caller, idempotencyKey }),

    /** What a seat has sent, newest first; in the sandbox the letters of this tester alone. */
    async sentBy(
      seats: readonly string[],
      state: DispatchState | null,
      page: PageRequest,
      tester?: string,
    ): Promise<Page<ListedDispatch>> {
      const filter = { 'sender.seat': { $in: seats }, ...(state ? { state } : {}), ...ofTester(tester) }
      const rowPage = await pageOf(
        (filter, options) =>
          collection.find<DispatchRow & { named: number }>(filter, { ...options, projection: LISTED }),
        filter,
        page,
      )
      return {
        items: rowPage.items.map((row) => ({ ...dispatchOf(row), named: row.named })),
        next: rowPage.next,
      }
    },

    /** What a seat has sent and has not ended, `limit` at most, and how many there are of all. */
    async underWay(
      seat: string,
      limit: number,
    ): Promise<{ items: Pick<Dispatch, 'id' | 'state'>[]; count: number }> {
      const filter = { 'sender.seat': seat, state: { $in: NOT_ENDED } }
      const [rows, count] = await Promise.all([
        collection.find(filter, { limit, projection: { state: 1 }, ...AT_ONCE }).toArray(),
        collection.countDocuments(filter),
      ])
      return { items: rows.map(({ _id, state }) => ({ id: _id, state })), count }
    },

    /** Whether one of the offices has sent a letter with the document. */
    async hasSent(sha256: string, offices: readonly string[]): Promise<boolean> {
      const filter = { 'documents.sha256': sha256, 'sender.office': { $in: [...offices] } }
      return (await collection.findOne(filter, { projection: { _id: 1 } })) !== null
    },

    /** Whether one of these dispatches carries the document. */
    async carry(ids: readonly string[], sha256: string): Promise<boolean> {
      if (ids.length === 0) return false
      const filter = { _id: { $in: [...ids] }, 'documents.sha256': sha256 }
      return (await collection.findOne(filter, { projection: { _id: 1 } })) !== null
    },
  }
}
