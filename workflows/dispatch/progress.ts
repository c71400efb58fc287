// What a run knows of its letter: what is owed, when a clock is due, and whether the sender recalled it.

import { setCurrentDetails } from '@temporalio/workflow'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import { describe } from './describe'
import type { DispatchInput, DispatchProgress } from './messages'

/** What a signal, an activity or a lane reports; null where it says nothing. */
export interface Report {
  owing: number | null
  /** The earliest due instant, in ms. */
  next: number | null
}

export interface Progress {
  /** The answer to the query; each change of it is shown to operators. */
  readonly state: DispatchProgress
  enter(stage: DispatchProgress['stage']): void
  /** The rows say how many tapals owe something, and when the earliest is due: taken as it is. */
  set(report: { owing: number; next?: number | null }): void
  /** A report that may be older than what is known: what is owed only falls, and the earliest instant counts. */
  learn(report: Report): void
  recall(): void
  isRecalled(): boolean
  /** Returns whether there was a recall since the last call. */
  takeRecall(): boolean
  /** Nothing is left to wait for: recalled, or nothing is owed. */
  isOver(): boolean
  cancelAsked(): void
  /** What the run that continues this one must know; `lanes` are those that it goes on with. */
  carried(lanes: LaneSummary[]): NonNullable<DispatchInput['known']>
}

/** `carried` is what the run before knew, when this one continues it. */
export function createProgress(carried: DispatchInput['known']): Progress {
  const state: DispatchProgress = {
    ...{ stage: 'resolving', owing: 1, next: null, escalations: 0, cancelAsked: false },
    ...carried,
    lanes: [],
  }
  let recalled = false
  const show = (): void => setCurrentDetails(describe(state))

  return {
    state,
    enter(stage) {
      state.stage = stage
      show()
    },
    set({ owing, next }) {
      state.owing = owing
      if (next !== undefined) state.next = next
    },
    learn({ owing, next }) {
      if (owing !== null) state.owing = Math.min(state.owing, owing)
      if (next !== null && (state.next === null || next < state.next)) state.next = next
      show()
    },
    recall() {
      recalled = true
    },
    isRecalled: () => recalled,
    takeRecall() {
      const wasRecalled = recalled
      recalled = false
      return wasRecalled
    },
    isOver: () => recalled || state.owing === 0,
    cancelAsked() {
      state.cancelAsked = true
      show()
    },
    carried: (lanes) => ({
      ...{ owing: state.owing, next: state.next, escalations: state.escalations },
      ...(lanes.length > 0 ? { lanes } : {}),
    }),
  }
}
