// The clock of a process follows the clock of the database, which all processes share.

import { NotReady } from '../database/operations/migration'

/** How far the clock of the machine may be away when a process starts, for Temporal and log go by it. */
const TOLERATED_MS = 10_000
const MEASURE_EVERY_MS = 10_000

export interface Clock {
  /** The instant by the clock of the database. Asks nobody. */
  now(): Date
  stop(): void
}

export interface ClockParts {
  /** Asks the database for its time; taken to be that of the middle of the call. */
  serverTime(): Promise<Date>
  /** Hears how many ms the clock of the machine is ahead (negative: behind), once each time that it goes wrong. */
  onWrong(aheadMs: number): void
  /** The clock of the machine, in ms. */
  local?: () => number
  /** Ms that pass, whatever is done to the clock of the machine. */
  elapsed?: () => number
  everyMs?: number
}

/**
 * Who has a letter in hand, what is due, and when something happened is judged by one clock, that of the database: a
 * machine whose clock is set wrong, at its start or later, neither takes what another has in hand nor loses what it has.
 * The distance is measured beside the work, so no read or write costs more for it; between two measures the time that has
 * passed is counted by a counter that nobody sets. Throws NotReady where the machine's clock is off by more than 10 s.
 */
export async function startClock(parts: ClockParts): Promise<Clock> {
  const { serverTime, onWrong, local = Date.now, elapsed = () => performance.now() } = parts
  let base = Number.NaN
  let isWrong = false

  async function measure(): Promise<void> {
    const before = elapsed()
    const server = (await serverTime()).getTime()
    const halfTrip = (elapsed() - before) / 2
    const measured = server - before - halfTrip
    // A measure is as exact as its round trip is short: one that bears out the clock that is kept changes nothing.
    if (!(Math.abs(measured - base) <= halfTrip)) base = measured
  }
  const ahead = (): number => local() - (base + elapsed())

  await measure()
  const atStart = ahead()
  if (Math.abs(atStart) > TOLERATED_MS) throw new NotReady(wrongClock(atStart))

  // A database that is away is asked again.
  const timer = setInterval(
    () => void measure().then(watch, () => undefined),
    parts.everyMs ?? MEASURE_EVERY_MS,
  )
  timer.unref()

  function watch(): void {
    const was = isWrong
    isWrong = Math.abs(ahead()) > TOLERATED_MS
    if (isWrong && !was) onWrong(Math.round(ahead()))
  }

  return {
    now: () => new Date(Math.round(base + elapsed())),
    stop: () => clearInterval(timer),
  }
}

function wrongClock(ahead: number): string {
  return (
    `The clock of this machine is ${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? 'ahead of' : 'behind'} that of ` +
    'MongoDB. Set both by a time server (NTP), and start again.'
  )
}
