// The recall of all tapals of a dispatch that no office has acknowledged yet.

import type { Model } from 'mongoose'
import { recallChange } from '../../../domain/letters/tapal/recall'
import type { Actor } from '../../../domain/letters/tapal/event'
import { statesBefore } from '../../../domain/letters/tapal/states'
import { changePipeline } from './change'
import type { TapalRow } from './schema'

export function tapalRecall(model: Model<TapalRow>) {
  return {
    /**
     * Recalls what can be recalled and answers how many tapals that were. The row decides between a recall and
     * an acknowledgement at the same instant: whoever changes it first has it. Tapals that were tried before
     * owe a withdrawal at their agent; told in the same update, for a try may begin beside it.
     */
    async recall(dispatch: string, actor: Actor, at: Date): Promise<number> {
      const answer = await model.collection.updateMany(
        { dispatch, state: { $in: statesBefore('recalled') } } as never,
        changePipeline(recallChange(actor, at), { withdrawOwed: { $gt: ['$attempts', 0] } }) as never,
      )
      return answer.modifiedCount
    },
  }
}
