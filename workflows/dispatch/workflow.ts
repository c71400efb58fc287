// One letter's run: resolve, hand over, and wait as long as something is owed (design §4).

import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { LaneSummary } from '../../domain/dispatch/dispatch'
import { handOverLane, near, remote } from '../steps/activities'
import { until } from '../steps/until'
import { describe } from './describe'
import {
  acknowledgedSignal,
  deliveredSignal,
  type DispatchInput,
  type DispatchProgress,
  progressQuery,
  recalledSignal,
  reroutedSignal,
} from './messages'

export async function dispatch(input: DispatchInput & { resumed?: boolean }): Promise<void> {
  const { dispatchId } = input
  const state: DispatchProgress = { stage: 'resolving', owing: 1, next: null, lanes: [], escalations: 0 }
  const lanes: Promise<void>[] = []
  const scope = new CancellationScope()
  let recalled = false

  const learn = (owing: number, next: number | null): void => {
    // What is owed only falls; a word that was overtaken by a newer one is not believed.
    state.owing = Math.min(state.owing, owing)
    if (next !== null && (state.next === null || next < state.next)) state.next = next
    show()
  }
  const show = (): void => setCurrentDetails(describe(state))

  setHandler(progressQuery, () => state)
  setHandler(acknowledgedSignal, ({ outstanding }) => learn(outstanding, null))
  setHandler(deliveredSignal, ({ next, outstanding }) => learn(outstanding, next))
  setHandler(reroutedSignal, (word) => word.lanes.forEach(startLane))
  setHandler(recalledSignal, () => {
    recalled = true
  })

  function startLane(lane: LaneSummary): void {
    const row = { ...lane, done: false }
    state.lanes.push(row)
    lanes.push(
      scope.run(async () => {
        try {
          const report = await handOverLane(dispatchId, lane)
          report.moved.forEach(startLane)
          learn(report.owing, report.next)
        } catch (error) {
          if (!isCancellation(error)) throw error
        } finally {
          row.done = true
        }
      }),
    )
  }

  if (!input.resumed) {
    const resolution = await near('resolveRecipients')(dispatchId)
    recalled ||= resolution.recalled
    state.owing = resolution.owing
    resolution.lanes.forEach(startLane)
  }

  const over = (): boolean => recalled || state.owing === 0
  for (;;) {
    state.stage = 'waiting'
    await waitOut()
    if (recalled) {
      state.stage = 'withdrawing'
      scope.cancel()
      await Promise.all(lanes)
      await remote.withdraw(dispatchId)
    }
    await Promise.all(lanes)
    state.stage = 'closing'
    const report = await near('close')(dispatchId)
    if (report.closed) break
    state.owing = report.owing
    state.next = report.next
  }
  state.stage = 'closed'

  /** Waits for word or for the earliest due instant, and moves up what is overdue, until all is over. */
  async function waitOut(): Promise<void> {
    show()
    while (!over()) {
      const armed = state.next
      if (await until(() => over() || (state.next !== null && (armed === null || state.next < armed)), armed))
        continue
      const report = await near('escalateOverdue')(dispatchId, Date.now())
      state.escalations += 1
      state.owing = report.owing
      state.next = report.next
      show()
      if (workflowInfo().continueAsNewSuggested && state.lanes.every((lane) => lane.done))
        await continueAsNew<typeof dispatch>({ dispatchId, resumed: true })
    }
  }
}
