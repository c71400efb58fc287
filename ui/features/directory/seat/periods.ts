import { holdsAt } from '../../../../domain/directory/charge/charge'
import type { HolderPeriod } from '../../../contract/directory'
// The periods in which a seat was held, and the vacancies between them.

/** Whether the seat is held so now. */
export function holdsNow({ from, until }: HolderPeriod): boolean {
  return holdsAt({ from: new Date(from), until: until === null ? null : new Date(until) }, new Date())
}

export interface Gap {
  vacantFrom: string
  /** Null while it is vacant. */
  vacantUntil: string | null
}

/** The periods, the latest first, with the vacancies between them and the one that may last now. */
export function gapsOf(periods: readonly HolderPeriod[]): (HolderPeriod | Gap)[] {
  const ordered = [...periods].sort((one, other) => one.from.localeCompare(other.from))
  const entries: (HolderPeriod | Gap)[] = []
  let heldUntil: string | null = ordered[0]?.from ?? ''
  for (const period of ordered) {
    if (heldUntil !== null && heldUntil < period.from)
      entries.push({ vacantFrom: heldUntil, vacantUntil: period.from })
    entries.push(period)
    if (heldUntil !== null)
      heldUntil = period.until === null ? null : period.until > heldUntil ? period.until : heldUntil
  }
  if (heldUntil && heldUntil < new Date().toISOString())
    entries.push({ vacantFrom: heldUntil, vacantUntil: null })
  return entries.reverse()
}
