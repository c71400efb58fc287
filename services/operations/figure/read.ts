// The figures of the record for monitoring: what waits, and for how long.

import { OUTGOING_CHANNELS, type OutgoingName } from '../../../domain/letters/notice/channels'
import { DESK_STATES, type DeskState } from '../../../domain/operations/desk/desk'
import type { ServiceDeps } from '../../deps'
import { silentAgents } from '../desk/silent-agents'
import { failingRuns } from '../duty/failing-runs'

/** Counts that are read off the keys of an index end here. */
const MOST_KEYS = 100_000
/** Counts for which rows are read end here. */
const MOST_ROWS = 1_000
/** A run looks at a clock within this time after it is due. */
const CLOCK_GRACE_MS = 60_000

/** How many wait, and for how many seconds the first of them; 0 where none does, or it is not due yet. */
export interface Figure {
  count: number
  seconds: number
}

export interface Figures {
  outbox: Figure
  desk: Record<DeskState, Figure>
  withdrawals: Figure
  clocks: Figure
  /** Tapals that audit log, feed and notices are behind of, and dispatches that the audit log is behind of. */
  unfollowed: { tapals: number; dispatches: number }
  notices: Record<OutgoingName, Figure>
  unchained: Figure
  /** Runs whose code fails again and again. */
  failing: Figure
  /** Webhooks that are dead, and endpoints whose agents stay away though letters lie ready. */
  deadWebhooks: Figure
  missedVisitors: Figure
}

/** A fixed number of reads, each by an index of what waits alone, and each bounded, however much there is. */
export async function readFigures(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  now: Date,
): Promise<Figures> {
  const { dispatches, tapals, notices, audit } = repositories
  const figure = (count: number, since: Date | null): Figure => ({
    count,
    seconds: since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1_000),
  })
  const [
    outboxSize,
    outboxSince,
    desk,
    withdrawals,
    clocks,
    behind,
    behindLetters,
    waiting,
    chain,
    failing,
    silent,
  ] = await Promise.all([
    dispatches.outboxSize(),
    dispatches.outboxSince(),
    tapals.deskFigures(MOST_KEYS),
    tapals.withdrawalFigures(MOST_ROWS),
    tapals.clockFigures(new Date(now.getTime() - CLOCK_GRACE_MS), MOST_ROWS),
    tapals.unfollowedCount(MOST_KEYS),
    dispatches.unfollowedCount(MOST_KEYS),
    Promise.all(OUTGOING_CHANNELS.map((channel) => notices.waiting(channel, MOST_KEYS))),
    audit.lag(MOST_ROWS),
    failingRuns({ repositories }),
    silentAgents({ repositories }, now),
  ])
  const atDesk = DESK_STATES.map((state) => [state, figure(desk[state].count, desk[state].since)])
  const byChannel = OUTGOING_CHANNELS.map((channel, i) => [
    channel,
    figure(waiting[i]!.count, waiting[i]!.due),
  ])
  return {
    outbox: figure(outboxSize, outboxSince),
    desk: Object.fromEntries(atDesk) as Figures['desk'],
    withdrawals: figure(withdrawals.count, withdrawals.since),
    clocks: figure(clocks.count, clocks.since),
    unfollowed: { tapals: behind, dispatches: behindLetters },
    notices: Object.fromEntries(byChannel) as Figures['notices'],
    unchained: figure(chain.count, chain.since),
    failing: figure(failing.length, firstOf(failing.map(({ since }) => since))),
    deadWebhooks: figure(silent.webhooks.length, firstOf(silent.webhooks.map(({ diedAt }) => diedAt ?? now))),
    missedVisitors: figure(
      silent.visitors.length,
      firstOf(silent.visitors.map(({ endpoint }) => endpoint.fetchedAt ?? now)),
    ),
  }
}

function firstOf(instants: readonly Date[]): Date | null {
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())))
}
