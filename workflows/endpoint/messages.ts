// How the world speaks to the run that owns a paused endpoint.

import { defineQuery, defineSignal } from '@temporalio/workflow'

export interface EndpointInput {
  endpointId: string
  /** Probes that went wrong before this run, when it continues as new. */
  probes?: number
  /** The rest it continues: in which stage, and until when, in ms. */
  rest?: { stage: RestStage; until: number }
}

export interface EndpointSignals {
  /** Tapals were parked at the endpoint. */
  parked: []
  /** An operator ended the pause, or asks for a probe at once. */
  resumed: []
}

export const parkedSignal = defineSignal<EndpointSignals['parked']>('parked')
export const resumedSignal = defineSignal<EndpointSignals['resumed']>('resumed')

/** Stages in which it does nothing but wait. */
export type RestStage = 'waiting' | 'waiting-for-operator'

export interface EndpointProgress {
  stage: 'probing' | RestStage | 'draining' | 'done'
  probes: number
  /** Tapals parked when last looked. */
  parked: number
  /** When it looks again by itself, in ms; null while it is at work. */
  next: number | null
}

declare module '../manifest' {
  interface CaseMessages {
    endpoint: { input: EndpointInput; signals: EndpointSignals; queries: { progress: EndpointProgress } }
  }
}

export const endpointProgressQuery = defineQuery<EndpointProgress>('progress')
