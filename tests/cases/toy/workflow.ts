// The toy case: waits for a decision, minds one clock meanwhile, and ends.

import { continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow'
import { mindClocks } from '../../../workflows/steps/mind-clocks'
import type { ToyActivities } from './case'
import { decidedSignal, lookSignal, progressQuery, type ToyInput, type ToyProgress } from './messages'

const steps = proxyActivities<ToyActivities>({ startToCloseTimeout: '1 minute' })

export async function toy({ toyId }: ToyInput): Promise<void> {
  const state: ToyProgress = { decidedBy: null, next: null }
  setHandler(progressQuery, () => state)
  setHandler(decidedSignal, ({ by }) => {
    state.decidedBy = by
  })
  setHandler(lookSignal, () => {
    state.next = Date.now()
  })
  Object.assign(state, await steps.readToy(toyId))
  await mindClocks({
    isOver: () => state.decidedBy !== null,
    next: () => state.next,
    isBusy: () => false,
    moveOn: async () => {
      state.next = null
      Object.assign(state, await steps.readToy(toyId))
    },
    beginAnew: () => continueAsNew<typeof toy>({ toyId }),
  })
  await steps.endToy(toyId)
}
