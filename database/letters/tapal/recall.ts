// The recall of all tapals of a dispatch that no office has acknowledged yet.

import type { Rows } from '../../common/collection'
import { recallChange } from '../../../domain/letters/tapal/recall'
import type { Actor } from '../../../domain/letters/tapal/event'
import { statesBefore } from '../../../domain/letters/tapal/states'
import { changePipeline } from './change'
import type { TapalRow } from './schema'

const recallable = { $in: statesBefore('recalled') }

export function tapalRecall(collection: Rows<TapalRow>) {
  return {
    /**
     * Recalls what can be recalled and returns how many tapals that were. The row decides between a recall and
     * an acknowledgement at the same instant: whoever changes it first has it. Tapals that were tried before
     * owe a withdrawal at their agent; told in the same update, for a try may begin beside it.
     */
    async recall(dispatch: string, actor: Actor, at: Date): Promise<number> {
      const tried = { $gt: ['$attempts', 0] }
      const update = changePipeline(recallChange(actor, at), {
        withdrawOwed: tried,
        withdrawal: { $cond: [tried, { at, tries: 0, unseen: false }, null] },
      })
      const answer = await collection.updateMany({ dispatch, state: recallable }, update)
      return answer.modifiedCount
    },

    /** Whether a tapal of the dispatch can still be recalled. */
    async isRecallable(dispatch: string): Promise<boolean> {
      const row = await collection.findOne({ dispatch, state: recallable }, { projection: { _id: 1 } })
      return row !== null
    },
  }
}
