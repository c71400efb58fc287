// How the world speaks to the run that owns a paused endpoint.

import { defineQuery, defineSignal } from '@temporalio/workflow'

export interface EndpointInput {
  endpointId: string
  /** Probes that went wrong before this run, when it continues as new. */
  probes?: number
}

/** Tapals were parked at the endpoint. */
export const parkedSignal = defineSignal('parked')

/** An operator ended the pause, or asks for a probe at once. */
export const resumedSignal = defineSignal('resumed')

export interface EndpointProgress {
  stage: 'probing' | 'waiting' | 'waiting-for-operator' | 'draining' | 'done'
  probes: number
  /** Tapals parked when last looked. */
  parked: number
  /** When it probes again, in ms; null when it does not wait for a time. */
  next: number | null
}

export const endpointProgressQuery = defineQuery<EndpointProgress>('progress')
