// How the world speaks to a run of the toy case.

import { defineQuery, defineSignal } from '@temporalio/workflow'

export interface ToyInput {
  toyId: string
}

export interface ToySignals {
  /** Somebody decided; the record says so already. */
  decided: [{ by: string }]
  /** A clock may be due. */
  look: []
}

export interface ToyProgress {
  decidedBy: string | null
  /** The next due instant, in ms. */
  next: number | null
}

declare module '../../../workflows/manifest' {
  interface CaseMessages {
    toy: { input: ToyInput; signals: ToySignals; queries: { progress: ToyProgress } }
  }
}

export const decidedSignal = defineSignal<ToySignals['decided']>('decided')
export const lookSignal = defineSignal<ToySignals['look']>('look')
export const progressQuery = defineQuery<ToyProgress>('progress')
