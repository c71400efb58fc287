// Every overdue tapal of a dispatch goes one step on, in bulk.

import type { OwnChange } from '../../../database/letters/tapal/writes'
import { MAX_LEVELS } from '../../../domain/letters/escalation/ladder'
import { overdueChange } from '../../../domain/letters/tapal/overdue'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories'>

export interface ClockReport {
  owing: number
  /** The next due instant in ms; null where nothing is owed, or all clocks stand. */
  next: number | null
  /** Tapals that moved on by this call. */
  moved: number
}

const BATCH = 500

/**
 * Moves each tapal whose clock is due by the caller's clock one step on: to the seat above, to the operator's desk, or
 * to its end. Each step is conditional on the step before, so that a repeat changes nothing. The run is not told: it
 * asked. `beat` is called before each batch, and throws where the work is to stop.
 */
export async function escalateOverdue(
  deps: Deps,
  { dispatch }: { dispatch: string },
  now: Date,
  beat: () => void = () => undefined,
): Promise<ClockReport> {
  const { tapals } = deps.repositories
  let movedCount = 0
  for (;;) {
    beat()
    const overdue = await tapals.overdue(dispatch, now, BATCH)
    if (overdue.length === 0) break
    const changedCount = await moveOn(deps, overdue, now)
    movedCount += changedCount
    // Nothing could be changed: someone else is at it, and what they write is read below.
    if (changedCount === 0 || overdue.length < BATCH) break
  }
  const { owing, next } = await tapals.owing(dispatch)
  return { owing, next: next === null ? null : Math.max(next.getTime(), now.getTime()), moved: movedCount }
}

async function moveOn({ repositories }: Deps, overdue: readonly Tapal[], now: Date): Promise<number> {
  const delivered = overdue.filter((tapal) => !isUndelivered(tapal)).map(({ seat }) => seat)
  const seatsAbove =
    delivered.length === 0
      ? new Map<string, string | null>()
      : await repositories.seats.linesAbove(delivered, MAX_LEVELS + 1, now)
  const above = (seat: string): string | null => seatsAbove.get(seat) ?? null
  return repositories.tapals.applyEach(
    overdue.map((tapal): OwnChange => {
      const { id, dueAt, level, state, sequence } = tapal
      // Of several clocks each is written as it was read.
      const as = tapal.clocks.length > 1 ? { sequence } : {}
      const where = isUndelivered(tapal)
        ? { dueAt, state: UNDELIVERED_STATES }
        : { dueAt, level, state, ...as }
      return { id, where, change: overdueChange(tapal, now, above) }
    }),
  )
}

/**
 * Notes overdue transmissions of a dispatch while its lanes still try; safe to repeat. Returns whether other clocks of
 * the dispatch are overdue, which its run should have minded.
 */
export async function noteTransmissionOverdue(
  { repositories: { tapals } }: Deps,
  { dispatch }: { dispatch: string },
  now: Date,
): Promise<boolean> {
  const overdue = await tapals.overdue(dispatch, now, BATCH)
  const undelivered = overdue.filter(isUndelivered)
  await tapals.applyEach(
    undelivered.map((tapal) => ({
      id: tapal.id,
      where: { dueAt: tapal.dueAt, state: UNDELIVERED_STATES },
      change: overdueChange(tapal, now, () => null),
    })),
  )
  return undelivered.length < overdue.length
}

function isUndelivered({ state }: Tapal): boolean {
  return (UNDELIVERED_STATES as readonly string[]).includes(state)
}
