// The lanes of a dispatch: one for each system it goes to, each with its own task queue.

import type { Mechanism } from '../systems'

export { defaultTaking, type Mechanism, MECHANISMS, TAKING_RULES, type TakingRule } from '../systems'

/** The activity-only task queue of a mechanism. */
export function deliveryQueue(mechanism: Mechanism): string {
  return `deliver-${mechanism}`
}

/** Rows above this number are split into shards of a lane. */
export const LANE_ROWS = 5_000

/** How many shards a lane of `rows` rows is split into. */
export function shardsOf(rows: number): number {
  return Math.max(1, Math.ceil(rows / LANE_ROWS))
}

/** The mechanism that takes over where an office's own endpoint is gone. */
export const FALLBACK_MECHANISM = 'kcs-agent' satisfies Mechanism

/** The part of its lane that holds what was moved there; no lane is so long that it comes to this number. */
export const FALLBACK_SHARD = 1_000

/** What an endpoint can take; letters outside it are refused before they are sent. */
export interface Capabilities {
  kinds: readonly string[]
  mediaTypes: readonly string[]
  maxDocumentBytes: number
  maxDocuments: number
  languages: readonly string[]
  classifications: readonly string[]
}
