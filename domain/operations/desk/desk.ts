// The operator's desk: what lies there, how it is chosen, and what can be done with it.

import type { Mechanism } from '../../letters/systems'
import type { TapalState } from '../../letters/tapal/states'

/**
 * How a letter lies at the desk: it has failed; its system is paused and it waits for that; it waits for its next try after
 * a fault; or the system may have it, and is asked.
 */
export const DESK_STATES = ['failed', 'parked', 'waiting', 'in-doubt'] as const
export type DeskState = (typeof DESK_STATES)[number]

/** Returns how a letter that is in trouble lies at the desk; null where it lies there no more. */
export function deskStateOf({ state, parked }: { state: TapalState; parked: boolean }): DeskState | null {
  if (state === 'failed') return 'failed'
  if (state !== 'routed' && state !== 'handed-over') return null
  if (parked) return 'parked'
  return state === 'routed' ? 'waiting' : 'in-doubt'
}

/** Which letters of the desk; all conditions that are given must hold. */
export interface DeskFilter {
  state?: DeskState | undefined
  endpoint?: string | undefined
  mechanism?: Mechanism | undefined
  /** Code of what last went wrong. */
  code?: string | undefined
  office?: string | undefined
  /** Accepted at this instant or later. */
  since?: Date | undefined
  /** Accepted before this instant. */
  until?: Date | undefined
}

/** What an operator does with letters. */
export const DESK_ACTS = ['replay', 'reroute', 'give-up'] as const
export type DeskAct = (typeof DESK_ACTS)[number]

export const JOB_STATES = ['under-way', 'done', 'stopped'] as const
export type JobState = (typeof JOB_STATES)[number]

/** The most letters that are chosen one by one. */
export const MAX_SELECTION = 500

/** How many letters of a job are dealt with in a minute, where the operator says nothing, and at most. */
export const USUAL_PER_MINUTE = 600
export const MAX_PER_MINUTE = 6_000

/** Letters that one step of a job deals with at most. */
const MAX_BATCH = 100

/** Returns how many letters the next step of a job deals with: those of a second. */
export function batchOf(perMinute: number): number {
  return Math.min(MAX_BATCH, Math.max(1, Math.ceil(perMinute / 60)))
}

/** Returns how long a job waits after so many letters, in ms. */
export function waitAfterBatch(letters: number, perMinute: number): number {
  return Math.round((letters * 60_000) / perMinute)
}

/** For how long an operator sees subject and names of a letter after breaking the glass. */
export const GLASS_MS = 15 * 60_000

/** The mark that a job leaves in the history of each letter, so that it deals with each once. */
export function jobKey(job: string): string {
  return `job:${job}`
}
