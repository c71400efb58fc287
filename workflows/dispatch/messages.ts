// How the world speaks to a running dispatch.

import { defineQuery, defineSignal } from '@temporalio/workflow'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'

export interface DispatchInput {
  dispatchId: string
  /** What the run before knew, when this one continues it: everything was handed over. */
  known?: Pick<DispatchProgress, 'owing' | 'next' | 'escalations'>
}

/** An office took a tapal; `outstanding` tapals still owe something. */
export const acknowledgedSignal = defineSignal<[{ outstanding: number }]>('acknowledged')

/** An endpoint that was down has delivered; `next` is the earliest due instant among them, in ms. */
export const deliveredSignal = defineSignal<[{ next: number | null; outstanding: number }]>('delivered')

/** Tapals were put into other lanes, or are to be sent again. */
export const reroutedSignal = defineSignal<[{ lanes: LaneSummary[] }]>('rerouted')

/** The sender recalled the letter; the rows say so already. */
export const recalledSignal = defineSignal('recalled')

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

export const progressQuery = defineQuery<DispatchProgress>('progress')
