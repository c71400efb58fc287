// One letter's run: resolve, hand over, and wait as long as something is owed (design §4).

import {
  CancellationScope,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { near, remote } from '../steps/activities'
import { until } from '../steps/until'
import { describe } from './describe'
import { createLanes } from './lanes'
import {
  acknowledgedSignal,
  type DispatchInput,
  type DispatchProgress,
  deliveredSignal,
  progressQuery,
  recalledSignal,
  reroutedSignal,
} from './messages'
import { countIn, lanesIn } from './words'

/** Something is owed and nobody named an instant: the rows are read again after this time. */
const LOOK_AGAIN_MS = 24 * 3_600_000
/** A clock that is due and could not be moved is tried again after this time, so that it does not spin. */
const STUCK_CLOCK_MS = 10_000

/** Nothing is owed, and a lane has not ended after this time: it only waits for a try that has no purpose now. */
const LANES_END_MS = 5_000

/** A cancel from outside does not end a letter's run: the rows say what is owed, and a recall takes it back. */
export async function dispatch(input: DispatchInput): Promise<void> {
  const asked = CancellationScope.current().cancelRequested
  await CancellationScope.nonCancellable(() => run(input, asked))
}

async function run({ dispatchId, known }: DispatchInput, cancelAsked: Promise<never>): Promise<void> {
  const state: DispatchProgress = {
    ...{ stage: 'resolving', owing: 1, next: null, lanes: [], escalations: 0, cancelAsked: false },
    ...known,
  }
  let recalled = false
  const over = (): boolean => recalled || state.owing === 0
  const show = (): void => setCurrentDetails(describe(state))
  const lanes = createLanes(dispatchId, state.lanes, ({ owing, next }) => learn(owing, next))

  setHandler(progressQuery, () => state)
  setHandler(acknowledgedSignal, (word) => learn(countIn(word, 'outstanding'), null))
  setHandler(deliveredSignal, (word) => learn(countIn(word, 'outstanding'), countIn(word, 'next')))
  setHandler(reroutedSignal, (word) => lanesIn(word).forEach(lanes.start))
  setHandler(recalledSignal, () => {
    recalled = true
  })
  cancelAsked.catch(() => {
    state.cancelAsked = true
    show()
  })

  if (!known) {
    const resolution = await near('resolveRecipients')(dispatchId)
    recalled ||= resolution.recalled
    state.owing = resolution.owing
    resolution.lanes.forEach(lanes.start)
  }
  for (;;) {
    await waitOut()
    const takeBack = recalled
    recalled = false
    enter(takeBack ? 'withdrawing' : 'closing')
    // A lane that is just ending is let end: to stop it at that moment costs more than to wait for it.
    if (!takeBack && !lanes.idle()) await until(() => recalled || lanes.idle(), Date.now() + LANES_END_MS)
    const stopped = await lanes.stop()
    if (takeBack) await remote.withdraw(dispatchId)
    enter('closing')
    const report = await near('close')(dispatchId)
    if (report.closed) break
    // The word was wrong: the rows still owe, and what was stopped goes on.
    state.owing = report.owing
    state.next = report.next
    stopped.forEach(lanes.start)
  }
  enter('closed')

  /** Waits for word or for the earliest due instant, and moves up what is overdue, until all is over. */
  async function waitOut(): Promise<void> {
    enter('waiting')
    while (!over()) {
      const armed = state.next ?? (lanes.idle() ? Date.now() + LOOK_AGAIN_MS : null)
      const news = (): boolean =>
        over() || (armed === null ? state.next !== null || lanes.idle() : (state.next ?? armed) < armed)
      if (await until(news, armed)) continue
      await moveUp(Date.now())
      if (workflowInfo().continueAsNewSuggested && lanes.idle() && !over())
        await continueAsNew<typeof dispatch>({
          dispatchId,
          known: { owing: state.owing, next: state.next, escalations: state.escalations },
        })
    }
  }

  async function moveUp(now: number): Promise<void> {
    // Emptied first: a sooner instant that is told meanwhile is kept.
    state.next = null
    const { owing, next, moved } = await near('escalateOverdue')(dispatchId, now)
    if (moved > 0) state.escalations += 1
    const stuck = moved === 0 && next !== null && next <= now
    learn(owing, stuck ? now + STUCK_CLOCK_MS : next)
  }

  function learn(owing: number | null, next: number | null): void {
    // What is owed only falls; a word that was overtaken by a newer one is not believed.
    if (owing !== null) state.owing = Math.min(state.owing, owing)
    if (next !== null && (state.next === null || next < state.next)) state.next = next
    show()
  }

  function enter(stage: DispatchProgress['stage']): void {
    state.stage = stage
    show()
  }
}
