// Every overdue tapal goes one level up, in bulk; and when the next step is due.

import type { OwnChange } from '../../database/letters/tapal/writes'
import { dueAt } from '../../domain/common/clock/due'
import { MAX_LEVELS, seatAtLevel } from '../../domain/letters/escalation/ladder'
import { endedFields } from '../../domain/letters/tapal/change'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { transmissionOverdue } from '../../services/letters/tapal/transmission'
import type { ActivityDeps } from '../ports'

export interface ClockReport {
  owing: number
  /** The next due instant in ms; there is one as long as anything is owed. */
  next: number | null
  /** Tapals that moved on by this call. */
  moved: number
}

/** After the last level the operator is reminded once a day at most. */
const REMINDER_SECONDS = 24 * 3600
const BATCH = 500

export function escalateOverdueActivity(deps: ActivityDeps) {
  const { tapals, seats } = deps.repositories

  /**
   * Moves each tapal whose clock is due by the workflow's own time one step on: to the seat above, to the
   * operator's desk, or to its end. Each step is conditional on the step before, so a repeat changes nothing.
   */
  return async function escalateOverdue(dispatchId: string, nowMs: number): Promise<ClockReport> {
    const now = new Date(nowMs)
    let moved = 0
    for (;;) {
      const overdue = await tapals.overdue(dispatchId, now, BATCH)
      if (overdue.length === 0) break
      const waiting = overdue.filter((tapal) => tapal.state === 'delivered').map((tapal) => tapal.seat)
      const lines = waiting.length === 0 ? new Map() : await seats.linesAbove(waiting, MAX_LEVELS + 1)
      const changed = await tapals.applyEach(
        overdue.map((tapal) => stepOf(tapal, now, (seat) => lines.get(seat) ?? null)),
      )
      moved += changed
      // Nothing could be changed: someone else is at it, and what they write is read below.
      if (changed === 0 || overdue.length < BATCH) break
    }
    const { owing, next } = await tapals.owing(dispatchId)
    return { owing, next: next === null ? null : Math.max(next.getTime(), nowMs), moved }
  }
}

function stepOf(tapal: Tapal, now: Date, above: (seat: string) => string | null): OwnChange {
  const where = { dueAt: tapal.dueAt, level: tapal.level, state: tapal.state }
  const kcs = { kind: 'kcs' } as const
  if (tapal.state === 'routed' || tapal.state === 'handed-over') return transmissionOverdue(tapal, now)
  if (tapal.state === 'failed')
    return {
      id: tapal.id,
      where,
      change: {
        event: { kind: 'state', to: 'expired', cause: 'expired-unresolved', actor: kcs, at: now },
        set: endedFields(),
      },
    }
  const level = tapal.level + 1
  const seat = level > MAX_LEVELS ? null : seatAtLevel(tapal.seat, level, above)
  const every = tapal.times.escalateEverySeconds
  if (seat === null) {
    const next = dueAt({ start: now, withinSeconds: Math.max(every, REMINDER_SECONDS) })
    return {
      id: tapal.id,
      where,
      change: {
        event: { kind: 'notice', cause: 'ladder-ended', actor: kcs, at: now, dueAt: next },
        set: { dueAt: next },
      },
    }
  }
  const next = dueAt({ start: now, withinSeconds: every })
  return {
    id: tapal.id,
    where,
    change: {
      event: {
        kind: 'escalation',
        cause: 'acknowledgement-overdue',
        actor: kcs,
        at: now,
        escalation: { level, seat },
        dueAt: next,
      },
      set: {
        level,
        escalatedTo: [...tapal.escalatedTo.filter((known) => known !== seat), seat],
        dueAt: next,
      },
    },
  }
}
