// When a tapal rose to each seat above it: it lies in their inboxes by that, and not by when it came to the seat below.

import type { TapalEvent } from './event'

/** The places of the seats in `escalatedTo`, of which there are as many as levels. */
export const RISE_PLACES = ['p0', 'p1', 'p2', 'p3', 'p4'] as const

/** When the tapal rose to the seat in each place; a place that lacks its instant was written before instants were kept. */
export type RoseAt = Partial<Record<(typeof RISE_PLACES)[number], Date>>

/** How a tapal stands above its own seat, as far as it says so itself. */
interface Risen {
  escalatedTo: string[]
  roseAt: RoseAt
}

/** A tapal with its trace, as far as it tells since when it lies in an inbox. */
interface Lying extends Risen {
  seat: string | null
  deliveredAt: Date | null
  events: readonly TapalEvent[]
}

/**
 * The seats above, and when it rose to each, after it has risen to `seat`: that one stands last, also where it rose there
 * before. The instants of the others are those of the trace, which keeps every rise.
 */
export function risenTo(
  seat: string,
  at: Date,
  { escalatedTo, events }: Pick<Lying, 'escalatedTo' | 'events'>,
): Risen {
  const others = escalatedTo.filter((one) => one !== seat)
  const instants = others.map((one) => events.findLast(({ escalation }) => escalation?.seat === one)?.at)
  const roseAt: RoseAt = {}
  for (const [i, place] of RISE_PLACES.entries()) {
    const instant = i === others.length ? at : instants[i]
    if (instant !== undefined) roseAt[place] = instant
  }
  return { escalatedTo: [...others, seat], roseAt }
}

/** It has risen to nobody, or what had risen lies below again. */
export const unrisen: Risen & { level: number } = {
  level: 0,
  escalatedTo: [],
  roseAt: {},
}

/**
 * Since when a tapal lies in the inbox of a seat: when it came to its own, or rose to one above; null if that is not known. Of
 * a seat above from which it was taken back, when it had risen there.
 */
export function liesSince(
  { seat, deliveredAt, escalatedTo, roseAt, events }: Lying,
  inbox: string,
): Date | null {
  if (seat === inbox) return deliveredAt
  const place = RISE_PLACES[escalatedTo.indexOf(inbox)]
  if (place !== undefined) return roseAt[place] ?? null
  return events.findLast(({ escalation }) => escalation?.seat === inbox)?.at ?? deliveredAt
}
