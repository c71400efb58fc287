// An endpoint is the address of an agent: of one office or of a thousand.

import type { Capabilities } from '../delivery/mechanism'
import { type BackOff, waitAfter } from '../delivery/back-off'

export const ENDPOINT_STATES = ['open', 'paused', 'gone'] as const
export type EndpointState = (typeof ENDPOINT_STATES)[number]

/** So many letters that failed, without one that went through between them, pause an endpoint and park its tapals. */
export const FAILURES_TO_PAUSE = 5

/** How an endpoint stands when a letter is routed or goes on to another way. */
export interface EndpointStanding {
  state: EndpointState
  /** Since when it is paused or gone; null while it is open. */
  since: Date | null
  /** For how long, as of now. */
  heldMs: number
  /** What its system said that it takes; null or left out as long as it has not been heard: then nothing is limited. */
  takes?: Partial<Capabilities> | null
}

/** An endpoint as one counts of which nothing is known yet. */
export const OPEN_STANDING: EndpointStanding = { state: 'open', since: null, heldMs: 0 }

/** An endpoint that is not in the record can be reached as little as one that is gone. */
export const GONE_STANDING: EndpointStanding = { state: 'gone', since: null, heldMs: 0 }

/** How an endpoint of the record stands now; null for one that is not in it. */
export function standingOf(
  record: { state: EndpointState; pausedAt: Date | null; takes?: Partial<Capabilities> | null } | undefined,
  now: Date,
): EndpointStanding | null {
  if (!record) return null
  const since = record.state === 'open' ? null : record.pausedAt
  const heldMs = since === null ? 0 : now.getTime() - since.getTime()
  return { state: record.state, since, heldMs, ...(record.takes ? { takes: record.takes } : {}) }
}

/** Who paused it: KCS probes and resumes by itself, an operator's pause waits for the operator. */
export type PausedBy = 'kcs' | 'operator'

/** What an operator's pause was meant for: this endpoint, or all of its system. */
export const PAUSED_WITH = ['endpoint', 'system'] as const
export type PausedWith = (typeof PAUSED_WITH)[number]

/** The letters that failed at an endpoint since one went through. */
export interface Failures {
  /** Different ones; tries of one letter count once, for they tell nothing new of the endpoint. */
  letters: number
  since: Date
}

/**
 * What failures say of an endpoint: `down` pauses it, `doubt` asks it. Fewer letters than pause it are a doubt once they
 * have failed for as long as one letter would take for as many tries: a system that few letters go to is down as well.
 */
export function judgeFailures(
  { letters, since }: Failures,
  at: Date,
  backOff: BackOff,
): 'well' | 'doubt' | 'down' {
  if (letters >= FAILURES_TO_PAUSE) return 'down'
  return at.getTime() - since.getTime() >= patienceMs(backOff) ? 'doubt' : 'well'
}

/** The waits of one letter before its fifth try, each as short as chance makes it. */
function patienceMs(backOff: BackOff): number {
  let sum = 0
  for (let tries = 1; tries < FAILURES_TO_PAUSE; tries += 1) sum += waitAfter(tries, backOff, 0)
  return sum
}

/** However long an endpoint is down, it is asked again after this time. */
export const LONGEST_PROBE_WAIT_MS = 20 * 60_000

/** Wait before probe number `attempt` (from 1): the endpoint's first wait, doubled up to its longest or 20 minutes. */
export function probeWaitMs(attempt: number, initialMs: number, maxMs: number): number {
  return Math.min(maxMs, LONGEST_PROBE_WAIT_MS, initialMs * 2 ** Math.max(0, attempt - 1))
}

/** The workflow id of an endpoint. */
export function endpointWorkflowId(endpointId: string): string {
  return `endpoint:${endpointId}`
}

/** What a system takes is asked again after this time, and after the shorter one where it did not say. */
export const ASK_AGAIN_MS = 24 * 3_600_000
export const ASK_SOON_MS = 5 * 60_000

/** The longest time for which a secret is accepted beside the one that took its place. */
export const MAX_OVERLAP_HOURS = 168
export const USUAL_OVERLAP_HOURS = 24
