// Pauses and extensions of a clock, checked and in their order.

import { KcsError } from '../error'
import type { ClockKind } from './kinds'
import { clockCard } from './kinds'
import { requireTerm, type Term } from './term'

/** What was done to a clock: when, by whom and why. */
export type ClockChange =
  | { what: 'pause' | 'resume'; at: Date; by: string; reason: string }
  | { what: 'extend'; at: Date; by: string; reason: string; term: Term }

export const CLOCK_CHANGES = ['pause', 'resume', 'extend'] as const satisfies readonly ClockChange['what'][]

export type Extension = Extract<ClockChange, { what: 'extend' }>

/** A time in which the clock stands, in ms; `to` is not in it, and Infinity while it stands. */
export interface Pause {
  from: number
  to: number
}

export interface SortedChanges {
  /** In the order of their instants; what stands at one instant keeps the order in which it was given. */
  all: readonly ClockChange[]
  pauses: readonly Pause[]
  extensions: readonly Extension[]
}

/**
 * Throws KcsError `clock-change-too-early`, `clock-not-pausable`, `clock-paused-already`, `clock-not-paused`,
 * `clock-term-invalid` (an extension is at least 1).
 */
export function sortChanges(kind: ClockKind, since: Date, changes: readonly ClockChange[]): SortedChanges {
  const all = changes.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const pauses: Pause[] = []
  const extensions: Extension[] = []
  for (const change of all) {
    const { what, at } = change
    const last = pauses.at(-1)
    const stands = last?.to === Infinity
    if (at < since) throw new KcsError('clock-change-too-early', { detail: `See ${at.toISOString()}.` })
    if (what === 'extend') {
      requireTerm(change.term, 1)
      extensions.push(change)
    } else if (what === 'pause') {
      if (!clockCard(kind).pauses) throw new KcsError('clock-not-pausable')
      if (stands) throw new KcsError('clock-paused-already', { detail: `See ${at.toISOString()}.` })
      pauses.push({ from: at.getTime(), to: Infinity })
    } else {
      if (!last || !stands) throw new KcsError('clock-not-paused', { detail: `See ${at.toISOString()}.` })
      last.to = at.getTime()
    }
  }
  return { all, pauses, extensions }
}
