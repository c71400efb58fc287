// What happens to a tapal whose clock is due: it goes one level up, its people are told, or it ends.

import { dueAt, TRANSMISSION_SECONDS, UNTAKEN_SECONDS } from '../../common/clock/due'
import { MAX_LEVELS, type ReportingLine, seatAtLevel } from '../escalation/ladder'
import { endedFields, type TapalChange } from './change'
import { risenTo } from './risen'
import type { Tapal } from './tapal'

/** An undelivered letter is reported again after this time. */
const TRANSMISSION_REPEAT_SECONDS = 6 * TRANSMISSION_SECONDS
/** After the last level sender and operators are reminded once a day at most. */
const REMINDER_SECONDS = 24 * 3600

const KCS = { kind: 'kcs' } as const

/** The next step of an overdue tapal, by the state it is in. */
export function overdueChange(tapal: Tapal, now: Date, above: ReportingLine): TapalChange {
  switch (tapal.state) {
    case 'routed':
    case 'handed-over':
      return isWaitedFor(tapal, now)
        ? transmissionOverdueChange(now)
        : expiredChange('expired-unresolved', now)
    case 'failed':
      return expiredChange('expired-unresolved', now)
    default:
      return escalationChange(tapal, now, above)
  }
}

/** It ends without an answer; a late truth is taken all the same. */
function expiredChange(cause: 'expired-unresolved' | 'expired-untaken', at: Date): TapalChange {
  return { event: { kind: 'state', to: 'expired', cause, actor: KCS, at }, set: endedFields() }
}

/** Nobody waits for ever: counted from the last time it went up, was delivered, or was put on its way. */
function isWaitedFor({ events, createdAt }: Tapal, now: Date): boolean {
  const steps = events.filter(
    ({ kind, to }) => kind === 'escalation' || (kind === 'state' && to !== 'expired'),
  )
  const since = Math.max(createdAt.getTime(), ...steps.map(({ at }) => at.getTime()))
  return now.getTime() - since < UNTAKEN_SECONDS * 1000
}

/** Sender and operator are told that the letter is still undelivered; the receiving office never had it. */
export function transmissionOverdueChange(now: Date): TapalChange {
  const next = dueAt({ start: now, withinSeconds: TRANSMISSION_REPEAT_SECONDS })
  return {
    event: { kind: 'notice', cause: 'transmission-overdue', actor: KCS, at: now, dueAt: next },
    set: { dueAt: next },
  }
}

/** The seat above may act on it too; after the last seat of the line only reminders follow. */
function escalationChange(tapal: Tapal, now: Date, above: ReportingLine): TapalChange {
  const level = tapal.level + 1
  const seat = level > MAX_LEVELS ? null : seatAtLevel(tapal.seat, level, above)
  const everySeconds = tapal.times.escalateEverySeconds
  if (seat === null) {
    if (!isWaitedFor(tapal, now)) return expiredChange('expired-untaken', now)
    const next = dueAt({ start: now, withinSeconds: Math.max(everySeconds, REMINDER_SECONDS) })
    return {
      event: { kind: 'notice', cause: 'ladder-ended', actor: KCS, at: now, dueAt: next },
      set: { dueAt: next },
    }
  }
  const next = dueAt({ start: now, withinSeconds: everySeconds })
  const escalation = { level, seat }
  return {
    event: {
      kind: 'escalation',
      cause: 'acknowledgement-overdue',
      actor: KCS,
      at: now,
      escalation,
      dueAt: next,
    },
    set: { level, ...risenTo(seat, now, tapal), dueAt: next },
  }
}
