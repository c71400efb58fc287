// The clocks of a tapal, as one table: what starts and ends each, how long it runs, and what happens when it is due.

import type { OfficeDays } from '../../common/clock/days'
import { EXPIRY_SECONDS, TRANSMISSION_SECONDS, UNTAKEN_SECONDS } from '../../common/clock/due'
import { CLOCK_KINDS, clockCard, type ClockKind } from '../../common/clock/kinds'
import type { StartRule, Term } from '../../common/clock/term'
import type { DispatchTimes, LevelClock } from '../dispatch/dispatch'
import { MAX_LEVELS } from '../escalation/ladder'
import type { Cause } from './event'
import { type TapalState, UNDELIVERED_STATES } from './states'
import type { Tapal } from './tapal'

/** Whose clock it is, as far as it says how long it runs; `days` are those of its office, where a term is counted in them. */
export type ClockOwner = Partial<Pick<Tapal, 'purpose' | 'times'>> & { days?: OfficeDays }

export interface Within {
  term: Term
  start: StartRule
  /** The day that the sender fixed, in place of the term. */
  fixedDay?: string
}

export interface Ladder {
  /** The share of the time after which the trace says that it nears its end; null where nobody is told. */
  nearing: number | null
  /** Seats above to which it climbs, one after the other, and how the trace says so. */
  levels: number
  climb: Cause
  /** From one level to the next. */
  everySeconds(owner: ClockOwner): number
  /** What is said again and again after the last level; null where nobody waits any longer. */
  reminder: Cause | null
  remindEverySeconds(owner: ClockOwner): number
  /** How it ends where nobody does anything: the tapal with it, or the clock alone. */
  end: { cause: Cause; expires: boolean }
}

export interface ClockRow {
  /** The state whose beginning starts it. */
  starts: TapalState
  /** The states in which it runs: any other ends it. */
  runsIn: readonly TapalState[]
  /** What ends it beside that. Whether it can be paused says its card (kinds.ts). */
  endsBy: readonly Cause[]
  /** How long it runs; null where such a tapal has no such clock. */
  within(owner: ClockOwner): Within | null
  ladder: Ladder
}

const DAY_SECONDS = 24 * 3600
/** The office has taken it, and has not done with it. */
const AT_WORK = ['acknowledged', 'opened', 'in-process'] as const satisfies TapalState[]

/** A letter without its office: nobody there can be told, so sender and operator are. */
function ladderOfKcs(reminder: Cause | null): Ladder {
  return {
    ...{ nearing: null, levels: 0, climb: 'transmission-overdue', reminder },
    everySeconds: () => 0,
    remindEverySeconds: () => 6 * TRANSMISSION_SECONDS,
    end: { cause: 'expired-unresolved', expires: true },
  }
}

/** The reporting line of the seat; after its end sender and operator are reminded once a day at most. */
function ladderOfSeats(
  climb: Cause,
  end: Ladder['end'] = { cause: 'clock-given-up', expires: false },
): Ladder {
  const everySeconds = ({ times }: ClockOwner): number => times?.escalateEverySeconds ?? DAY_SECONDS
  return {
    ...{ nearing: 0.75, levels: MAX_LEVELS, climb, everySeconds, reminder: 'ladder-ended', end },
    remindEverySeconds: (owner) => Math.max(everySeconds(owner), DAY_SECONDS),
  }
}

const seconds = (amount: number): Within => ({ term: { amount, unit: 'seconds' }, start: 'at-once' })

const NO_TERM: Term = { amount: 0, unit: 'hours' }

/** Whether clocks of the tapal are counted in the days of its office, or run once it is taken. */
export function isCountedInDays({ within, fixed }: Pick<DispatchTimes, 'within' | 'fixed'>): boolean {
  return within !== undefined || fixed !== undefined
}

/** As the letter states it, or its service level; nothing is owed by whom it is sent to for information. */
function stated(kind: LevelClock): ClockRow['within'] {
  return ({ purpose, times }) => {
    const { fixed } = times ?? {}
    if (purpose === 'action' && fixed?.clock === kind)
      return { term: NO_TERM, start: clockCard(kind).start, fixedDay: fixed.day }
    const term = times?.within?.[kind]
    return purpose === 'action' && term ? { term, start: clockCard(kind).start } : null
  }
}

/** For action: by a stated term, else in the seconds that every letter has. */
const acknowledgement: ClockRow['within'] = (owner) => {
  const { purpose, times } = owner
  if (purpose !== 'action' || !times) return null
  return stated('acknowledge')(owner) ?? seconds(times.acknowledgeWithinSeconds)
}

function atWork(within: ClockRow['within'], climb: Cause, ends: Partial<ClockRow> = {}): ClockRow {
  return {
    ...{ starts: 'acknowledged', runsIn: AT_WORK, endsBy: [], within, ladder: ladderOfSeats(climb) },
    ...ends,
  }
}

const table: Record<ClockKind, ClockRow> = {
  deliver: {
    ...{ starts: 'routed', runsIn: UNDELIVERED_STATES, endsBy: [] },
    within: () => seconds(TRANSMISSION_SECONDS),
    ladder: ladderOfKcs('transmission-overdue'),
  },
  repair: {
    ...{ starts: 'failed', runsIn: ['failed'], endsBy: [] },
    within: () => seconds(EXPIRY_SECONDS),
    ladder: ladderOfKcs(null),
  },
  acknowledge: {
    ...{ starts: 'delivered', runsIn: ['delivered'], endsBy: [] },
    within: acknowledgement,
    ladder: ladderOfSeats('acknowledgement-overdue', { cause: 'expired-untaken', expires: true }),
  },
  open: atWork(stated('open'), 'opening-overdue', { runsIn: ['acknowledged'], endsBy: ['put-in-file'] }),
  act: atWork(stated('act'), 'action-overdue', { endsBy: ['put-in-file'] }),
  reply: atWork(stated('reply'), 'reply-overdue'),
  transfer: atWork(stated('transfer'), 'passing-on-overdue', { endsBy: ['put-in-file'] }),
  dispose: atWork(stated('dispose'), 'disposal-overdue'),
}

/** So long after the last step nobody waits any more. */
export const WAITED_SECONDS = UNTAKEN_SECONDS

/** The row of a kind. */
export function clockRow(kind: ClockKind): ClockRow {
  return table[kind]
}

/** Whether a clock of the kind can run in the state. */
export function runsIn(kind: ClockKind, state: TapalState): boolean {
  return table[kind].runsIn.includes(state)
}

/** Kinds that the beginning of the state starts. */
export function startedIn(state: TapalState): ClockKind[] {
  return CLOCK_KINDS.filter((kind) => table[kind].starts === state)
}

/** Kinds that end where a tapal comes to the state, or something of this cause happens to it. */
export function endedBy({ to, cause }: { to?: TapalState | undefined; cause: Cause }): ClockKind[] {
  return CLOCK_KINDS.filter(
    (kind) => (to !== undefined && !runsIn(kind, to)) || table[kind].endsBy.includes(cause),
  )
}
