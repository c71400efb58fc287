// The recall of all tapals of a dispatch that no office has acknowledged yet.

import type { PipelineStage } from 'mongoose'
import type { Rows } from '../../common/collection'
import { isRowFault } from '../../common/errors'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { recallChange, waitNoMoreChange } from '../../../domain/letters/tapal/recall'
import { type Actor, SENT_AGAIN } from '../../../domain/letters/tapal/event'
import { statesBefore, TAKEN_STATES, type TapalState } from '../../../domain/letters/tapal/states'
import { changePipeline } from './change'
import type { TapalRow } from './schema'
import { writeEach } from './writes'

const ROWS_AT_ONCE = 500

const recallable = { $in: statesBefore('recalled') }

/** The part of the repository that recalls the tapals of a dispatch. */
export function tapalRecall(collection: Rows<TapalRow>) {
  return {
    /**
     * Recalls what can be recalled and returns how many tapals that were; where a row could not be written, how many came
     * after it. The row decides between a recall and
     * an acknowledgement at the same instant: whoever changes it first has it. Tapals that were tried before
     * owe a withdrawal at their agent; told in the same update, for a try may begin beside it. Of what was taken before, nothing
     * is waited for any more.
     */
    async recall(dispatch: string, actor: Actor, at: Date): Promise<number> {
      const update = recallUpdate(recallChange(actor, at))
      const taken = { dispatch, owes: true, state: { $in: [...TAKEN_STATES] } }
      await collection.updateMany(taken, changePipeline(waitNoMoreChange(actor, at)))
      try {
        return (await collection.updateMany({ dispatch, state: recallable }, update)).modifiedCount
      } catch (error) {
        if (!isRowFault(error)) throw error
        return recallEach(collection, dispatch, update)
      }
    },

    /** The same for some tapals, to those in one of these states. */
    async recallSome(
      ids: readonly string[],
      states: readonly TapalState[],
      change: TapalChange,
    ): Promise<void> {
      const update = recallUpdate(change)
      const inState = { state: { $in: [...states] } }
      try {
        await collection.updateMany({ _id: { $in: [...ids] }, ...inState }, update)
      } catch (error) {
        if (!isRowFault(error)) throw error
        await writeEach(
          collection,
          ids.map((_id) => ({ updateOne: { filter: { _id, ...inState }, update } })),
        )
      }
    },

    /** Whether a tapal of the dispatch can still be recalled. */
    async isRecallable(dispatch: string): Promise<boolean> {
      const row = await collection.findOne({ dispatch, state: recallable }, { projection: { _id: 1 } })
      return row !== null
    },
  }
}

/** A tapal that was tried before owes a withdrawal at its agent. */
function recallUpdate(change: TapalChange): PipelineStage.Set[] {
  // One that was sent again was tried before, though its tries are counted from zero again.
  const wasTried = {
    $or: [{ $gt: ['$attempts', 0] }, ...SENT_AGAIN.map((cause) => ({ $in: [cause, '$events.cause'] }))],
  }
  return changePipeline(change, {
    withdrawOwed: wasTried,
    withdrawal: { $cond: [wasTried, { at: change.event.at, tries: 0, unseen: false }, null] },
  })
}

/** One row that cannot be written ends an update of many; so the others are written one by one. */
async function recallEach(
  collection: Rows<TapalRow>,
  dispatch: string,
  update: ReturnType<typeof changePipeline>,
): Promise<number> {
  let above = ''
  let recalled = 0
  for (;;) {
    const rows = await collection
      .find(
        { dispatch, state: recallable, _id: { $gt: above } },
        { sort: { _id: 1 }, limit: ROWS_AT_ONCE, batchSize: ROWS_AT_ONCE, projection: { _id: 1 } },
      )
      .toArray()
    if (rows.length === 0) return recalled
    const operations = rows.map(({ _id }) => ({ updateOne: { filter: { _id, state: recallable }, update } }))
    recalled += await writeEach(collection, operations)
    above = rows[rows.length - 1]!._id
  }
}
