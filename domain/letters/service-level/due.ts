// When what a level promises is due: each clock by itself, and the service as a whole.

import type { OfficeDays } from '../../common/clock/days'
import { clockCard } from '../../common/clock/kinds'
import { type DueAndWhy, runClock } from '../../common/clock/run'
import type { Term } from '../../common/clock/term'
import { type DispatchTimes, LEVEL_CLOCKS, type LevelClock } from '../dispatch/dispatch'

export interface PromisedClock extends DueAndWhy {
  clock: LevelClock
  /** Null where the sender fixed the day. */
  term: Term | null
}

/**
 * Each clock that such times set, as it would run from the instant by the days of the office; in the order in which an office does
 * these things. Throws KcsError `clock-out-of-reach` for a calendar without working days.
 */
export function promisedClocks(times: DispatchTimes, since: Date, days: OfficeDays): PromisedClock[] {
  return LEVEL_CLOCKS.flatMap((clock) => promised(clock, times, since, days) ?? [])
}

function promised(
  clock: LevelClock,
  times: DispatchTimes,
  since: Date,
  days: OfficeDays,
): PromisedClock | null {
  const { fixed, within } = times
  const { start } = clockCard(clock)
  const running = { kind: clock, since, start, changes: [] }
  if (fixed?.clock === clock)
    return { clock, term: null, ...runClock({ ...running, term: AT_ONCE, fixedDay: fixed.day }, days) }
  const term = within?.[clock]
  if (term) return { clock, term, ...runClock({ ...running, term }, days) }
  if (clock !== 'acknowledge') return null
  const inSeconds: Term = { amount: times.acknowledgeWithinSeconds, unit: 'seconds' }
  return { clock, term: inSeconds, ...runClock({ ...running, term: inSeconds, start: 'at-once' }, days) }
}

const AT_ONCE: Term = { amount: 0, unit: 'hours' }

/** What a service ends with: what is owed last, in this order. */
const LAST_OF_A_SERVICE = ['dispose', 'reply', 'act', 'acknowledge'] as const satisfies readonly LevelClock[]

/**
 * The service delivery time, which an acknowledgement slip carries: when the office is to be done with the letter, where it takes it
 * at the instant. That is when it is to be disposed of, else answered, else acted on; where nothing more is owed, acknowledged.
 */
export function serviceDelivery(times: DispatchTimes, taken: Date, days: OfficeDays): PromisedClock {
  const clocks = promisedClocks(times, taken, days)
  const last = LAST_OF_A_SERVICE.map((kind) => clocks.find(({ clock }) => clock === kind)).find(Boolean)
  // The clock for the acknowledgement is always there.
  return last!
}
