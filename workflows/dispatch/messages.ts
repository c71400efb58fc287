// How the world speaks to a running dispatch.

import { defineQuery, defineSignal } from '@temporalio/workflow'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'

export interface DispatchInput {
  dispatchId: string
  /** What the run before knew, when this one continues it, and the lanes that it had not handed over yet. */
  known?: Pick<DispatchProgress, 'owing' | 'next' | 'escalations'> & { lanes?: LaneSummary[] }
}

export interface DispatchSignals {
  /** An office took a tapal; `outstanding` tapals still owe something. */
  acknowledged: [{ outstanding: number }]
  /** An endpoint that was down has delivered; `next` is the earliest due instant among them, in ms. */
  delivered: [{ next: number | null; outstanding: number }]
  /** Tapals were put into other lanes, or are to be sent again. */
  rerouted: [{ lanes: LaneSummary[] }]
  /** The sender recalled the letter; the rows say so already. */
  recalled: []
}

export const acknowledgedSignal = defineSignal<DispatchSignals['acknowledged']>('acknowledged')
export const deliveredSignal = defineSignal<DispatchSignals['delivered']>('delivered')
export const reroutedSignal = defineSignal<DispatchSignals['rerouted']>('rerouted')
export const recalledSignal = defineSignal<DispatchSignals['recalled']>('recalled')

export interface LaneProgress extends LaneSummary {
  done: boolean
}

/** What the run waits for; counts and instants only. */
export interface DispatchProgress {
  stage: 'resolving' | 'waiting' | 'withdrawing' | 'closing' | 'closed'
  /** Tapals of which something is owed, as far as the run knows. */
  owing: number
  /** When it looks at the clocks again, in ms; null when nothing is due. */
  next: number | null
  lanes: LaneProgress[]
  /** Rounds in which overdue tapals moved on. */
  escalations: number
  /** Someone asked Temporal to cancel the run, which changes nothing. */
  cancelAsked: boolean
}

declare module '../manifest' {
  interface CaseMessages {
    dispatch: { input: DispatchInput; signals: DispatchSignals; queries: { progress: DispatchProgress } }
  }
}

export const progressQuery = defineQuery<DispatchProgress>('progress')
