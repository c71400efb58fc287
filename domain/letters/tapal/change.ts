// What a change of a tapal sets beside its state; the database applies it in one conditional write.

import type { ClockOwner } from './clock-table'
import { type Owed, owedBy, owedIn } from './clocks'
import type { NewTapalEvent } from './event'
import type { Tapal, TapalFields } from './tapal'

/** One entry for the trace and the fields that change with it. */
export interface TapalChange {
  event: NewTapalEvent
  /** Nothing has happened that the trace would tell: the fields are set, and no entry is made. */
  quiet?: true
  set: Partial<TapalFields>
  /** What follows from it at once: a second entry and its fields, in the same write. */
  then?: TapalChange
}

/**
 * So many entries a tapal keeps at most. Beyond them the middle gives way: the first ones stay, the newest ones, and
 * every change of state and of level. How many gave way is told by the sequence, which counts on.
 */
export const MAX_EVENTS = 300
export const FIRST_EVENTS = 200

/** How many entries of the trace have given way to later ones. */
export function condensedOf({ sequence, events }: Pick<Tapal, 'sequence' | 'events'>): number {
  return Math.max(0, sequence - events.length)
}

/** The fields of a tapal that has just arrived in the receiving system: its acknowledgement clock starts. */
export function deliveredFields(tapal: ClockOwner, at: Date): Partial<TapalFields> {
  return { ...settledFields, deliveredAt: at, ...owedIn('delivered', tapal, at) }
}

/** The fields of a tapal that nobody tries to hand over any more. */
export const settledFields = { nextAttemptAt: null, claim: null, parked: false } as const

/** The fields of a tapal of which nothing more is owed. */
export function endedFields(): Partial<TapalFields> {
  return { ...settledFields, ...owedBy([]) }
}

/** The fields of a tapal whose delivery failed: it waits for the operator until it expires. */
export function failedFields(at: Date): Partial<TapalFields> {
  return { ...settledFields, ...owedIn('failed', {}, at) }
}

/** What is owed of a tapal that is put on its way: its clock tells sender and operator that it is still undelivered. */
export function routedFields(at: Date): Owed {
  return owedIn('routed', {}, at)
}
