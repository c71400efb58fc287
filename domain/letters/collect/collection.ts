// The state of the collection from one system: how far it has come, and how it fares.

import { type BackOff, waitAfter } from '../delivery/back-off'
import type { CollectEntry } from './entry'

export interface Collection {
  /** Grows with each write; a second collector at once meets another one and ends. */
  version: number
  /** After which the system is asked next; null at its beginning. */
  cursor: string | null
  entries: CollectEntry[]
  /** Letters and reports taken since the system was registered, and letters refused. */
  taken: number
  reports: number
  refused: number
  /** When it last was asked and answered; null until it did. */
  collectedAt: Date | null
  /** Of the last write, whatever it was about. */
  writtenAt: Date | null
  /** Faults in a row, what the last was, and when it may be asked again. */
  failures: number
  fault: string
  notBefore: Date | null
}

/** Of a system that was never asked. */
export const NEW_COLLECTION: Readonly<Collection> = {
  version: 0,
  cursor: null,
  entries: [],
  taken: 0,
  reports: 0,
  refused: 0,
  collectedAt: null,
  writtenAt: null,
  failures: 0,
  fault: '',
  notBefore: null,
}

/** After a fault: asked again by the back-off of its endpoint, or later where it asked for that. */
export function afterFault(
  collection: Collection,
  { code, afterMs = 0 }: { code: string; afterMs?: number },
  { backOff, random, now }: { backOff: BackOff; random: number; now: Date },
): Collection {
  const failures = collection.failures + 1
  const waitMs = Math.max(afterMs, waitAfter(failures, backOff, random))
  const notBefore = new Date(now.getTime() + waitMs)
  return { ...collection, failures, fault: code, notBefore, writtenAt: now }
}

/** After an answer that was worked on to its end. */
export function afterAnswer(collection: Collection, now: Date): Collection {
  return { ...collection, failures: 0, fault: '', notBefore: null, collectedAt: now, writtenAt: now }
}

/** The workflow id of the collection from an endpoint; Temporal adds the instant of each run. */
export function collectWorkflowId(endpointId: string): string {
  return `collect:${endpointId}`
}
