// What KCS remembers of items that a system offered and that were not taken: refused, or waiting to be tried again.

import type { FieldError } from '../../common/error'
import { type BackOff, waitAfter } from '../delivery/back-off'

export const COLLECTED_THINGS = ['letter', 'report'] as const
export type CollectedThing = (typeof COLLECTED_THINGS)[number]

/** A refused one is not looked at until its system changes it; a waiting one is tried again by itself. */
export const ENTRY_STATES = ['refused', 'waiting'] as const
export type EntryState = (typeof ENTRY_STATES)[number]

/** One item; nothing of a letter but its key stands in it. */
export interface CollectEntry {
  of: CollectedThing
  /** The system's own id; of what has none that can be read, a `#` and a digest. */
  key: string
  state: EntryState
  /** Of all that the system said of it: another one is a change. */
  digest: string
  /** What is wrong with it. */
  faults: FieldError[]
  /** The cursor after which its page came. */
  after: string | null
  tries: number
  firstAt: Date
  lastAt: Date
  /** When a waiting one is tried again. */
  nextAt: Date | null
}

/** What came of an item that was looked at, as far as something is to be remembered. */
export interface Remembered {
  of: CollectedThing
  key: string
  /** `taken` ends what is remembered. */
  state: EntryState | 'taken'
  digest: string
  faults: readonly FieldError[]
}

/** Refused entries that are kept of one system; of more the oldest are forgotten. */
export const MAX_REFUSED = 200
/** With so many that wait something is wrong with the system, and nothing more is read there. */
export const MAX_WAITING = 100
/** How much is kept of what is wrong with one item. */
const MAX_ERRORS = 10
const MAX_DETAIL = 300

/** A waiting item is refused when it was tried so often, for so long. */
const TRIES_AT_LEAST = 10
const WAITS_AT_MOST_MS = 24 * 3_600_000

/** The name of an entry among those of its system. */
export function entryName({ of, key }: Pick<CollectEntry, 'of' | 'key'>): string {
  return `${of} ${key}`
}

/** Whether it is known as refused, or is not due yet, and its system has changed nothing of it. */
export function isSettled(entry: CollectEntry | undefined, digest: string, now: Date): boolean {
  if (entry?.digest !== digest) return false
  return entry.state === 'refused' || (entry.nextAt !== null && now < entry.nextAt)
}

/**
 * The entries after these items were looked at: what was taken is forgotten, what is refused or waits is kept with its first
 * instant. A waiting one that was tried for long enough is refused with what was wrong at last; its name is returned in
 * `givenUp`.
 */
export function afterItems(
  entries: readonly CollectEntry[],
  items: readonly Remembered[],
  { after, backOff, random, now }: { after: string | null; backOff: BackOff; random: number; now: Date },
): { entries: CollectEntry[]; givenUp: CollectEntry[] } {
  const byName = new Map(entries.map((entry) => [entryName(entry), entry]))
  const givenUp: CollectEntry[] = []
  for (const { state, ...item } of items) {
    const name = entryName(item)
    const before = byName.get(name)
    byName.delete(name)
    if (state === 'taken') continue
    const same = before?.digest === item.digest ? before : undefined
    const tries = (same?.tries ?? 0) + 1
    const firstAt = same?.firstAt ?? now
    const isOver =
      state === 'waiting' && tries >= TRIES_AT_LEAST && now.getTime() - firstAt.getTime() >= WAITS_AT_MOST_MS
    const waits = state === 'waiting' && !isOver
    const nextAt = waits ? new Date(now.getTime() + waitAfter(tries, backOff, random)) : null
    const entry: CollectEntry = {
      ...item,
      ...{ state: waits ? 'waiting' : 'refused', faults: shortened(item.faults) },
      ...{ after, tries, firstAt, lastAt: now, nextAt },
    }
    if (isOver) givenUp.push(entry)
    // Set anew, so that the entries stand in the order in which they were last looked at.
    byName.set(name, entry)
  }
  return { entries: bounded([...byName.values()]), givenUp }
}

/** An operator has what lies refused tried again, the newest first, as far as there is room among what waits. */
export function triedAgain(entries: readonly CollectEntry[], now: Date): CollectEntry[] {
  let room = MAX_WAITING - waitingOf(entries)
  return entries.reduceRight<CollectEntry[]>((all, entry) => {
    const again = entry.state === 'waiting' || room > 0
    if (entry.state === 'refused') room -= 1
    all.unshift(again ? { ...entry, state: 'waiting', tries: 0, firstAt: now, nextAt: now } : entry)
    return all
  }, [])
}

/** The cursors after which waiting items came that are due. */
export function cursorsDue(entries: readonly CollectEntry[], now: Date): (string | null)[] {
  const due = entries.filter(({ state, nextAt }) => state === 'waiting' && nextAt !== null && nextAt <= now)
  return [...new Set(due.map(({ after }) => after))]
}

export function waitingOf(entries: readonly CollectEntry[]): number {
  return entries.filter(({ state }) => state === 'waiting').length
}

function bounded(entries: CollectEntry[]): CollectEntry[] {
  let surplus = entries.length - waitingOf(entries) - MAX_REFUSED
  if (surplus <= 0) return entries
  return entries.filter(({ state }) => state !== 'refused' || (surplus -= 1) < 0)
}

function shortened(errors: readonly FieldError[]): FieldError[] {
  return errors.slice(0, MAX_ERRORS).map(({ pointer, detail, ...rest }) => ({
    pointer: pointer.slice(0, MAX_DETAIL),
    detail: detail.slice(0, MAX_DETAIL),
    ...rest,
  }))
}
