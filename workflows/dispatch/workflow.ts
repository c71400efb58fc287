// One letter's run: resolve, hand over, and wait as long as something is owed (design §4).

import { CancellationScope, continueAsNew, setHandler } from '@temporalio/workflow'
import { near, remote } from '../steps/activities'
import { mindClocks } from '../steps/mind-clocks'
import { createLanes } from './lanes'
import {
  acknowledgedSignal,
  type DispatchInput,
  deliveredSignal,
  progressQuery,
  recalledSignal,
  reroutedSignal,
} from './messages'
import { moveOnOverdue } from './move-on'
import { createProgress } from './progress'
import { countIn, lanesIn } from './signal-arguments'

/** A cancel from outside does not end a letter's run: the rows say what is owed, and a recall takes it back. */
export async function dispatch(input: DispatchInput): Promise<void> {
  const cancelAsked = CancellationScope.current().cancelRequested
  await CancellationScope.nonCancellable(() => run(input, cancelAsked))
}

async function run({ dispatchId, known }: DispatchInput, cancelAsked: Promise<never>): Promise<void> {
  const progress = createProgress(known)
  const lanes = createLanes(dispatchId, progress.state.lanes, progress.learn)

  setHandler(progressQuery, () => progress.state)
  setHandler(acknowledgedSignal, (counts) =>
    progress.learn({ owing: countIn(counts, 'outstanding'), next: null }),
  )
  setHandler(deliveredSignal, (counts) =>
    progress.learn({ owing: countIn(counts, 'outstanding'), next: countIn(counts, 'next') }),
  )
  setHandler(reroutedSignal, (rerouted) => lanesIn(rerouted).forEach(lanes.start))
  setHandler(recalledSignal, progress.recall)
  cancelAsked.catch(progress.cancelAsked)

  if (!known) {
    const resolution = await near.resolveRecipients(dispatchId)
    if (resolution.recalled) progress.recall()
    progress.set({ owing: resolution.owing })
    resolution.lanes.forEach(lanes.start)
  } else known.lanes?.forEach(lanes.start)
  for (;;) {
    progress.enter('waiting')
    await mindClocks({
      isOver: progress.isOver,
      next: () => progress.state.next,
      isBusy: () => !lanes.idle(),
      moveOn: (now) => moveOnOverdue(dispatchId, progress, now),
      beginAnew,
    })

    const recalled = progress.takeRecall()
    progress.enter(recalled ? 'withdrawing' : 'closing')
    if (!recalled) await lanes.settle(progress.isRecalled)
    const stopped = await lanes.stop()
    if (recalled) await remote.withdraw(dispatchId)

    progress.enter('closing')
    const report = await near.close(dispatchId)
    if (report.closed) break
    progress.set(report)
    // The rows tell of a recall whose word was lost; else a signal was wrong, and what was stopped goes on.
    if (report.recalled) progress.recall()
    else stopped.forEach(lanes.start)
  }
  progress.enter('closed')

  /** The lanes are stopped, and the new run goes on with them; where all came to be over meanwhile, this one does. */
  async function beginAnew(): Promise<void> {
    const stopped = await lanes.stop()
    if (progress.isOver()) return stopped.forEach(lanes.start)
    await continueAsNew<typeof dispatch>({ dispatchId, known: progress.carried(stopped) })
  }
}
