// Accepting a dispatch once, and the few changes of it that are its own.

import type { Connection, mongo } from 'mongoose'
import type { DispatchState } from '../../../domain/letters/dispatch/dispatch'
import type { CallerKey, Dispatch } from '../../../domain/letters/dispatch/record'
import { coalesced, inBatches } from '../../common/coalesce'
import { faultsByRow, isDuplicateKey } from '../../common/errors'
import { AT_ONCE, collectionOf, recordOf } from '../../common/collection'
import { type Page, pageOf, type PageRequest } from '../../common/page'
import { type Window, windowOf, type WindowStart } from '../../common/window'
import { dispatchCollection, type DispatchRow, NOT_ENDED } from './schema'

/** Of 10,000 recipients each they stay far below what the server takes in one message. */
const LETTERS_AT_ONCE = 40

type DropFirst<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never

export function dispatchRepository(connection: Connection) {
  const collection = collectionOf(connection, dispatchCollection)
  const dispatchOf = recordOf(dispatchCollection)
  const one = async (filter: Record<string, unknown>): Promise<Dispatch | null> => {
    const row = await collection.findOne(filter)
    return row ? dispatchOf(row) : null
  }
  /** Letters that come at the same moment share one journaled insert; returns what was wrong with this one, or null. */
  const insert = inBatches(async (dispatches: readonly Dispatch[]): Promise<(Error | null)[]> => {
    const rows = dispatches.map(({ id, ...rest }) => ({ _id: id, ...rest }))
    try {
      await collection.insertMany(rows, { ordered: false })
      return rows.map(() => null)
    } catch (error) {
      return faultsByRow(error, rows.length)
    }
  }, LETTERS_AT_ONCE)

  const read = coalesced(async (ids: readonly string[]): Promise<Map<string, Dispatch>> => {
    const rows = await collection.find({ _id: { $in: ids } }).toArray()
    return new Map(rows.map((row) => [String(row._id), dispatchOf(row)]))
  })
  const idsIn = async (...asked: DropFirst<Parameters<typeof windowOf>>): Promise<Window<string>> => {
    const { items, next } = await windowOf(collection, ...asked)
    return { items: items.map(({ _id }) => _id), next }
  }
  const markStarted = inBatches(async (ids: readonly string[]): Promise<undefined[]> => {
    await collection.updateMany(
      { _id: { $in: ids }, started: false },
      {
        $set: { started: true },
      },
    )
    return ids.map(() => undefined)
  }, LETTERS_AT_ONCE)
  const open = inBatches(async (numbers: readonly { id: string; number: string }[]): Promise<undefined[]> => {
    const operations = numbers.map(
      ({ id, number }): mongo.AnyBulkWriteOperation<DispatchRow> => ({
        updateOne: {
          filter: { _id: id, state: 'accepted' },
          update: { $set: { number, state: 'in-progress', started: true } },
        },
      }),
    )
    await collection.bulkWrite(operations, { ordered: false })
    return numbers.map(() => undefined)
  }, LETTERS_AT_ONCE)
  const close = inBatches(async (ends: readonly { id: string; at: Date }[]): Promise<boolean[]> => {
    const operations = ends.map(
      ({ id, at }): mongo.AnyBulkWriteOperation<DispatchRow> => ({
        updateOne: {
          filter: { _id: id, state: { $in: NOT_ENDED }, recall: null },
          update: { $set: { state: 'closed', closedAt: at, started: true } },
        },
      }),
    )
    const answer = await collection.bulkWrite(operations, { ordered: false })
    return ends.map(() => answer.modifiedCount === ends.length)
  }, LETTERS_AT_ONCE)

  return {
    /**
     * Accepts a dispatch by one insert. Two with one key race on the index: the loser gets the winner's row,
     * `created` false; whether it is the same letter shows in its request hash.
     */
    async accept(dispatch: Dispatch): Promise<{ dispatch: Dispatch; created: boolean }> {
      const fault = await insert(dispatch)
      if (fault === null) return { dispatch, created: true }
      if (!isDuplicateKey(fault)) throw fault
      const winner = await one({ caller: dispatch.caller, idempotencyKey: dispatch.idempotencyKey })
      if (!winner) throw fault
      return { dispatch: winner, created: false }
    },

    byId: async (id: string): Promise<Dispatch | null> => (await read([id])).get(id) ?? null,

    byIds: async (ids: readonly string[]): Promise<Dispatch[]> => [...(await read(ids)).values()],

    byKey: (caller: CallerKey, idempotencyKey: string) => one({ caller, idempotencyKey }),

    /** Notes that the workflow was started; the row leaves the outbox. */
    markStarted: (id: string): Promise<void> => markStarted(id),

    /** How many dispatches wait for their workflow, counted up to 100,000. */
    outboxSize: (): Promise<number> => collection.countDocuments({ started: false }, { limit: 100_000 }),

    /** Accepted before the instant and not started, in the order of acceptance. */
    notStarted: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ started: false }, { field: 'acceptedAt', before }, reading),

    /** Accepted before the instant, started, and not resolved: their run hangs, or is lost. */
    stalled: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ state: 'accepted', started: true }, { field: 'acceptedAt', before }, reading),

    /** Sets the despatch number and opens the dispatch, once; the first number stays. */
    open: (id: string, number: string): Promise<void> => open({ id, number }),

    /**
     * Closes the dispatch if it was not recalled. False when it was recalled or had ended, or when one of those that
     * were closed in the same round trip was: then the caller looks closer.
     */
    closeUnlessRecalled: (id: string, at: Date): Promise<boolean> => close({ id, at }),

    /** Ends the dispatch; returns whether this call did it. */
    async end(id: string, state: Extract<DispatchState, 'closed' | 'cancelled'>, at: Date): Promise<boolean> {
      const answer = await collection.updateOne(
        { _id: id, state: { $in: NOT_ENDED } },
        { $set: { state, closedAt: at, started: true } },
      )
      return answer.modifiedCount === 1
    },

    /** A letter that was taken back has reached an office all the same: it was not cancelled. */
    async arrivedAfterAll(id: string): Promise<void> {
      await collection.updateOne({ _id: id, state: 'cancelled' }, { $set: { state: 'closed' } })
    },

    /** Records the recall, once: the first word of the sender stays. Null when the dispatch has ended. */
    async recall(id: string, recall: NonNullable<Dispatch['recall']>): Promise<Dispatch | null> {
      await collection.updateOne({ _id: id, recall: null, state: { $in: NOT_ENDED } }, { $set: { recall } })
      return one({ _id: id, recall: { $ne: null } })
    },

    /** Notes that the run was told of the recall; a word that Temporal has taken is not lost. */
    async markRecallTold(id: string): Promise<void> {
      await collection.updateOne(
        { _id: id, recall: { $ne: null } },
        {
          $set: { 'recall.told': true },
        },
      )
    },

    /** Recalled before the instant, not ended, and not told by the sweep: their run may not have heard of it. */
    recalledAndOpen: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ state: { $in: NOT_ENDED }, 'recall.told': null }, { field: 'recall.at', before }, reading),

    /** Which of these dispatches there are, and whether each has ended. */
    async ended(ids: readonly string[]): Promise<Map<string, boolean>> {
      const rows = await collection.find({ _id: { $in: [...ids] } }, { projection: { state: 1 } }).toArray()
      return new Map(rows.map(({ _id, state }) => [_id, !NOT_ENDED.includes(state)]))
    },

    /** Ids of dispatches that have not ended, in order, above a given id; for the rebuild after a lost Temporal. */
    async inProgress(above: string, limit: number): Promise<string[]> {
      const rows = await collection
        .find(
          { state: { $in: NOT_ENDED }, _id: { $gt: above } },
          {
            sort: { _id: 1 },
            limit,
            projection: { _id: 1 },
          },
        )
        .toArray()
      return rows.map((row) => String(row._id))
    },

    /** What a seat has sent, newest first. */
    async sentBy(
      seats: readonly string[],
      state: DispatchState | null,
      page: PageRequest,
    ): Promise<Page<Dispatch>> {
      const filter = { 'sender.seat': { $in: seats }, ...(state ? { state } : {}) }
      const answer = await pageOf((...asked) => collection.find(...asked), filter, page)
      return { items: answer.items.map(dispatchOf), next: answer.next }
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

    /** Dispatches that carry a document and were sent by one of the offices, or all that carry it. */
    async withDocument(sha256: string, limit: number): Promise<{ id: string; office: string }[]> {
      const rows = await collection
        .find(
          { 'documents.sha256': sha256 },
          {
            sort: { _id: -1 },
            limit,
            projection: { sender: 1 },
          },
        )
        .toArray()
      return rows.map((row) => ({
        id: String(row._id),
        office: row.sender.office,
      }))
    },
  }
}
