// When what a level promises is due: each clock by itself, and the service as a whole.

import type { OfficeDays } from '../../common/clock/days'
import { type DueAndWhy, runClock } from '../../common/clock/run'
import type { Term } from '../../common/clock/term'
import { type DispatchTimes, LEVEL_CLOCKS, type LevelClock } from '../dispatch/dispatch'
import { clockRow } from '../tapal/clock-table'

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
  // As it would start on a tapal that is to be acted on.
  const within = clockRow(clock).within({ purpose: 'action', times })
  if (!within) return null
  const term = within.fixedDay === undefined ? within.term : null
  return { clock, term, ...runClock({ kind: clock, since, ...within, changes: [] }, days) }
}

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
