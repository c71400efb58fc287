// The clock of this machine against that of the database, which all processes share.

import { NotReady } from '../database/operations/migration'

/** How far the two may be apart: well below the 15 s for which a claim is believed. */
const TOLERATED_MS = 10_000

/**
 * Returns how far this machine's clock is ahead of the database's, in ms. `serverTime` asks the database; the answer is
 * taken to be of the middle of the call.
 */
export async function clockAhead(serverTime: () => Promise<Date>): Promise<number> {
  const before = Date.now()
  const server = await serverTime()
  return (before + Date.now()) / 2 - server.getTime()
}

/**
 * A process whose clock is wrong would take letters out of others' hands, sign calls that no system believes, and have
 * letters wait for hours that have passed. Throws NotReady where it is off by more than 10 s.
 */
export async function requireRightClock(serverTime: () => Promise<Date>): Promise<void> {
  const ahead = await clockAhead(serverTime)
  if (Math.abs(ahead) <= TOLERATED_MS) return
  throw new NotReady(
    `The clock of this machine is ${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? 'ahead of' : 'behind'} that of ` +
      'MongoDB. Set both by a time server (NTP), and start again.',
  )
}
