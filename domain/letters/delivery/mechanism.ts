// The ways a letter reaches an office; each is a lane of its own and has its own task queue.

export const MECHANISMS = ['push', 'kcs-agent', 'eoffice', 'email', 'print'] as const
export type Mechanism = (typeof MECHANISMS)[number]

/** Filing systems that offices are known to have; those that are no mechanism have no connector yet. */
export const SYSTEMS = [...MECHANISMS, 'soochika', 'iaps', 'ddfs', 'ksmart', 'ilgms'] as const
export type System = (typeof SYSTEMS)[number]

/** Whether letters can be carried to that system. */
export function isMechanism(system: System): system is Mechanism {
  return (MECHANISMS as readonly System[]).includes(system)
}

/** What counts as taking: the filing system's diary number, or a person in the seat (design §5). */
export const TAKING_RULES = ['diary', 'person'] as const
export type TakingRule = (typeof TAKING_RULES)[number]

/** Default of a mechanism, where the office's profile says nothing. */
export function defaultTaking(mechanism: Mechanism): TakingRule {
  return mechanism === 'eoffice' || mechanism === 'push' ? 'diary' : 'person'
}

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
