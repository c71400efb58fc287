// Accepting a dispatch once, and the changes of its state; each is conditional, and has one winner.

import type { mongo } from 'mongoose'
import { acceptanceOf } from '../../../domain/letters/dispatch/change'
import type { DispatchState } from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Actor } from '../../../domain/letters/tapal/event'
import { inBatches } from '../../common/coalesce'
import type { Rows } from '../../common/collection'
import { faultsByRow, isDuplicateKey } from '../../common/errors'
import type { Session } from '../../common/transaction'
import { changePipeline } from './change'
import { findDispatch } from './reads'
import { type DispatchRow, LETTERS_AT_ONCE, NOT_ENDED } from './schema'

const actor = { kind: 'kcs' } as const

/** How a dispatch ends, and why. */
const endChange = (to: 'closed' | 'cancelled', at: Date) =>
  changePipeline(
    { to, cause: to === 'closed' ? 'nothing-owed' : 'taken-back', actor, at },
    { closedAt: at, started: true },
  )

function newRow(dispatch: Dispatch): DispatchRow {
  const { id, ...fields } = dispatch
  const changes = [acceptanceOf(dispatch)]
  return { _id: id, ...fields, changes, sequence: 1, followedTo: 0, followed: false }
}

interface Opening {
  id: string
  number: string
  at: Date
}

/** What is written for letters that come at the same moment, in one round trip each. */
function sharedWrites(collection: Rows<DispatchRow>) {
  /** Letters that come at the same moment share one journaled insert; returns what was wrong with this one, or null. */
  const insert = inBatches(async (dispatches: readonly Dispatch[]): Promise<(Error | null)[]> => {
    const rows = dispatches.map(newRow)
    try {
      await collection.insertMany(rows, { ordered: false })
      return rows.map(() => null)
    } catch (error) {
      return faultsByRow(error, rows.length)
    }
  }, LETTERS_AT_ONCE)
  const open = inBatches(async (numbers: readonly Opening[]): Promise<undefined[]> => {
    const operations = numbers.map(
      ({ id, number, at }): mongo.AnyBulkWriteOperation<DispatchRow> => ({
        updateOne: {
          filter: { _id: id, state: 'accepted' },
          update: changePipeline(
            { to: 'in-progress', cause: 'resolved', actor, at },
            { number, started: true },
          ),
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
          filter: {
            _id: id,
            state: { $in: NOT_ENDED },
            recall: null,
            recalledInPartAt: null,
            reopenedAt: null,
          },
          update: endChange('closed', at),
        },
      }),
    )
    const result = await collection.bulkWrite(operations, { ordered: false })
    return ends.map(() => result.modifiedCount === ends.length)
  }, LETTERS_AT_ONCE)
  return { insert, open, close }
}

/** The part of the repository that accepts dispatches and changes their state. */
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
    open: (id: string, number: string, at: Date): Promise<void> => open({ id, number, at }),

    /**
     * Closes the dispatch if it was neither recalled nor reopened. False when it was, or had ended, or when one of those
     * that were closed in the same round trip was: then the caller looks closer.
     */
    closeUnlessRecalled: (id: string, at: Date): Promise<boolean> => close({ id, at }),

    /**
     * Ends the dispatch, unless it was reopened after what was owed had been read: `reopenedAt` is what was seen before.
     * Returns whether this call did it.
     */
    async end(
      id: string,
      state: Extract<DispatchState, 'closed' | 'cancelled'>,
      at: Date,
      reopenedAt: Date | null = null,
    ): Promise<boolean> {
      const result = await collection.updateOne(
        { _id: id, state: { $in: NOT_ENDED }, reopenedAt },
        endChange(state, at),
      )
      return result.modifiedCount === 1
    },

    /**
     * Something is owed of it anew, as the rows say already: one that had closed goes on, and one that is being closed at
     * this moment does not close. Returns whether it had closed.
     */
    async reopen(id: string, at: Date): Promise<boolean> {
      const isClosed = { _id: id, state: 'closed' } as const
      const reopened = changePipeline(
        { to: 'in-progress', cause: 'mail-bounced', actor, at },
        { closedAt: null, reopenedAt: at },
      )
      if ((await collection.updateOne(isClosed, reopened)).modifiedCount === 1) return true
      const isOpen = { _id: id, state: 'in-progress' } as const
      const result = await collection.updateOne(isOpen, { $set: { reopenedAt: at } })
      // It closed between the two.
      return result.matchedCount === 0 && (await collection.updateOne(isClosed, reopened)).modifiedCount === 1
    },

    /** A letter that was taken back has reached an office all the same: it was not cancelled. */
    async arrivedAfterAll(id: string, at: Date): Promise<void> {
      const arrived = changePipeline({ to: 'closed', cause: 'arrived-after-all', actor, at })
      await collection.updateOne({ _id: id, state: 'cancelled' }, arrived)
    },

    /** Records the recall, once: the first word of the sender stays. Null when the dispatch has ended. */
    async recall(id: string, recall: NonNullable<Dispatch['recall']>, by: Actor): Promise<Dispatch | null> {
      await collection.updateOne(
        { _id: id, recall: null, state: { $in: NOT_ENDED } },
        changePipeline({ cause: 'recalled-by-sender', actor: by, at: recall.at }, { recall }),
      )
      return findDispatch(collection, { _id: id, recall: { $ne: null } })
    },

    /** It is taken back from some recipients: noted before their rows are changed. False when it has ended, or is not resolved. */
    async recallInPart(id: string, by: Actor, at: Date, session: Session): Promise<boolean> {
      const result = await collection.updateOne(
        { _id: id, state: 'in-progress' },
        changePipeline({ cause: 'recalled-in-part', actor: by, at }, { recalledInPartAt: at }),
        { session },
      )
      return result.modifiedCount === 1
    },

    /** The recall of that instant took nothing back: it is as if it had not been asked for. */
    async withdrawRecall(id: string, at: Date): Promise<void> {
      await collection.updateOne(
        { _id: id, 'recall.at': at },
        changePipeline({ cause: 'recall-took-nothing', actor, at }, { recall: null }),
      )
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
