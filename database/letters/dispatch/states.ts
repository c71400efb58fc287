// Accepting a dispatch once, and the changes of its state; each is conditional, and has one winner.

import type { mongo } from 'mongoose'
import type { DispatchState } from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { inBatches } from '../../common/coalesce'
import type { Rows } from '../../common/collection'
import { faultsByRow, isDuplicateKey } from '../../common/errors'
import { findDispatch } from './reads'
import { type DispatchRow, LETTERS_AT_ONCE, NOT_ENDED } from './schema'

/** What is written for letters that come at the same moment, in one round trip each. */
function sharedWrites(collection: Rows<DispatchRow>) {
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
    const result = await collection.bulkWrite(operations, { ordered: false })
    return ends.map(() => result.modifiedCount === ends.length)
  }, LETTERS_AT_ONCE)
  return { insert, open, close }
}

export function dispatchStates(collection: Rows<DispatchRow>) {
  const { insert, open, close } = sharedWrites(collection)
  return {
    /**
     * Accepts a dispatch by one insert. Two with one key race on the index: the loser gets the winner's row,
     * `created` false; whether it is the same letter shows in its request hash.
     */
    async accept(dispatch: Dispatch): Promise<{ dispatch: Dispatch; created: boolean }> {
      const fault = await insert(dispatch)
      if (fault === null) return { dispatch, created: true }
      if (!isDuplicateKey(fault)) throw fault
      const winner = await findDispatch(collection, {
        caller: dispatch.caller,
        idempotencyKey: dispatch.idempotencyKey,
      })
      if (!winner) throw fault
      return { dispatch: winner, created: false }
    },

    /** Sets the despatch number and opens the dispatch, once; the first number stays. */
    open: (id: string, number: string): Promise<void> => open({ id, number }),

    /**
     * Closes the dispatch if it was not recalled. False when it was recalled or had ended, or when one of those that
     * were closed in the same round trip was: then the caller looks closer.
     */
    closeUnlessRecalled: (id: string, at: Date): Promise<boolean> => close({ id, at }),

    /** Ends the dispatch; returns whether this call did it. */
    async end(id: string, state: Extract<DispatchState, 'closed' | 'cancelled'>, at: Date): Promise<boolean> {
      const result = await collection.updateOne(
        { _id: id, state: { $in: NOT_ENDED } },
        { $set: { state, closedAt: at, started: true } },
      )
      return result.modifiedCount === 1
    },

    /** A letter that was taken back has reached an office all the same: it was not cancelled. */
    async arrivedAfterAll(id: string): Promise<void> {
      await collection.updateOne({ _id: id, state: 'cancelled' }, { $set: { state: 'closed' } })
    },

    /** Records the recall, once: the first word of the sender stays. Null when the dispatch has ended. */
    async recall(id: string, recall: NonNullable<Dispatch['recall']>): Promise<Dispatch | null> {
      await collection.updateOne({ _id: id, recall: null, state: { $in: NOT_ENDED } }, { $set: { recall } })
      return findDispatch(collection, { _id: id, recall: { $ne: null } })
    },

    /** The recall of that instant took nothing back: it is as if it had not been asked for. */
    async withdrawRecall(id: string, at: Date): Promise<void> {
      await collection.updateOne({ _id: id, 'recall.at': at }, { $set: { recall: null } })
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
  }
}
