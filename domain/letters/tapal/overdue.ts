// What happens to a tapal whose clock is due: it goes one level up, its people are told, or it ends.

import { dueAt } from '../../common/clock/due'
import { type ReportingLine, seatAtLevel } from '../escalation/ladder'
import { endedFields, type TapalChange } from './change'
import type { TapalClock } from './clock'
import { clockRow, type Ladder, WAITED_SECONDS } from './clock-table'
import { clocksOf, nextOf, owedBy, owedWith } from './clocks'
import type { NewTapalEvent } from './event'
import { risenTo } from './risen'
import type { Tapal } from './tapal'

const KCS = { kind: 'kcs' } as const

/** The next step of the clock that is due first, as its row of the table says. */
export function overdueChange(tapal: Tapal, now: Date, above: ReportingLine): TapalChange {
  const whole = { ...tapal, clocks: clocksOf(tapal) }
  const clock = nextOf(whole.clocks)
  // It owes by a row of before, and no clock of ours: nothing is waited for.
  if (!clock) return { quiet: true, event: noted('clock-given-up', now), set: owedBy([]) }
  const { ladder } = clockRow(clock.kind)
  if (clock.dueAt !== null && now < clock.dueAt) return nearingChange(whole, clock, now)
  const level = clock.level + 1
  const seat = level > ladder.levels ? null : seatAtLevel(tapal.seat, level, above)
  if (seat !== null) return climbChange(whole, clock, { level, seat, ladder }, now)
  return ladder.reminder !== null && isWaitedFor(tapal, now)
    ? reminderChange(whole, clock, { cause: ladder.reminder, ladder }, now)
    : endChange(whole, clock, ladder.end, now)
}

/** Nobody waits for ever: counted from the last time it went up, was delivered, or was put on its way. */
function isWaitedFor({ events, createdAt }: Tapal, now: Date): boolean {
  const steps = events.filter(
    ({ kind, to }) => kind === 'escalation' || (kind === 'state' && to !== 'expired'),
  )
  const since = Math.max(createdAt.getTime(), ...steps.map(({ at }) => at.getTime()))
  return now.getTime() - since < WAITED_SECONDS * 1000
}

/** Most of its time is over; the next step is its end. */
function nearingChange(tapal: Tapal, clock: TapalClock, now: Date): TapalChange {
  const { kind, dueAt: end } = clock
  return {
    event: { ...noted('clock-nearing', now), ...(end ? { dueAt: end } : {}), clock: kind },
    set: owedWith(tapal, { ...clock, nextAt: end }),
  }
}

/** The seat above may act on it too. */
function climbChange(
  tapal: Tapal,
  clock: TapalClock,
  { level, seat, ladder }: { level: number; seat: string; ladder: Ladder },
  now: Date,
): TapalChange {
  const nextAt = dueAt({ start: now, withinSeconds: ladder.everySeconds(tapal) })
  const { toldTo = [] } = clock
  return {
    event: {
      ...{ kind: 'escalation', cause: ladder.climb, actor: KCS, at: now },
      escalation: { level, seat },
      dueAt: nextAt,
      ...named(clock),
    },
    set: {
      level: Math.max(tapal.level, level),
      ...risenTo(seat, now, tapal),
      ...owedWith(tapal, { ...clock, nextAt, level, toldTo: [...toldTo, seat] }),
    },
  }
}

/** No seat is left: whoever can still do something is told, and again later. The receiving office may never have had it. */
function reminderChange(
  tapal: Tapal,
  clock: TapalClock,
  { cause, ladder }: { cause: NewTapalEvent['cause']; ladder: Ladder },
  now: Date,
): TapalChange {
  const nextAt = dueAt({ start: now, withinSeconds: ladder.remindEverySeconds(tapal) })
  return {
    event: { ...noted(cause, now), dueAt: nextAt, ...named(clock) },
    set: owedWith(tapal, { ...clock, nextAt }),
  }
}

/** Nothing came of it: the tapal ends, where a late truth is taken all the same, or what was waited for alone. */
function endChange(
  tapal: Tapal,
  clock: TapalClock,
  { cause, expires }: Ladder['end'],
  at: Date,
): TapalChange {
  if (expires) return { event: { kind: 'state', to: 'expired', cause, actor: KCS, at }, set: endedFields() }
  const left = tapal.clocks.filter(({ kind }) => kind !== clock.kind)
  return { event: { ...noted(cause, at), ...named(clock) }, set: owedBy(left) }
}

function noted(cause: NewTapalEvent['cause'], at: Date): NewTapalEvent {
  return { kind: 'notice', cause, actor: KCS, at }
}

/** The hand-over and the acknowledgement have causes of their own. */
function named({ kind }: TapalClock): Pick<NewTapalEvent, 'clock'> {
  return kind === 'deliver' || kind === 'repair' || kind === 'acknowledge' ? {} : { clock: kind }
}
