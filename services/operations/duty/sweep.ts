// Finds what a kill left lying between the record and the runs, and sets it going again.

import { startDispatch } from '../../letters/dispatch/start'
import type { TemporalRuns } from '../../../temporal/runs'
import type { Repositories } from '../../../database'
import { isKcsError } from '../../../domain/common/error'
import { endpointNotices } from '../../../domain/letters/notice/plan'

const BATCH = 200
/** Younger rows are being started by the process that accepted them. */
const START_AFTER_MS = 3_000
const RECALL_AFTER_MS = 15_000
/** A run looks at its clocks when they are due; later than this its word was lost. */
const OVERDUE_AFTER_MS = 120_000

export interface SweepResult {
  started: number
  recalled: number
  endpoints: number
}

/**
 * One round over everything that may be owed; each step is safe to repeat, also by two processes at once. What
 * cannot be done for one letter does not keep the others waiting; it is tried again in the next round.
 */
export async function sweep(
  repositories: Repositories,
  flows: TemporalRuns,
  now: Date,
): Promise<SweepResult> {
  const { dispatches, tapals, endpoints, notices } = repositories
  const before = (ms: number): Date => new Date(now.getTime() - ms)

  const started = await each(await dispatches.notStarted(before(START_AFTER_MS), BATCH), (id) =>
    startDispatch({ repositories, runs: flows }, { dispatch: id }),
  )
  const recalled = await each(
    await dispatches.recalledAndOpen(before(RECALL_AFTER_MS), BATCH),
    async (id) => {
      await flows.start('dispatch', id)
      await flows.signal('dispatch', id, 'recalled')
      await dispatches.markRecallTold(id)
    },
  )
  // A run that is there looks again by itself; to tell it each time would only fill its history.
  const owned = await each(await tapals.endpointsWithParked(), (id) => flows.start('endpoint', id))
  for (const state of ['paused', 'gone'] as const)
    for (const endpoint of await endpoints.inState(state, BATCH))
      await notices.add(endpointNotices({ id: endpoint.id, state, since: endpoint.pausedAt ?? now }))
  return { started, recalled, endpoints: owned }
}

/**
 * Runs that should have looked at a clock and did not: started again if they are gone, told if they are there.
 * Rarer than the sweep, for a word to a run costs a place in its history. Answers how many there were.
 */
export async function revive(repositories: Repositories, flows: TemporalRuns, now: Date): Promise<number> {
  const since = new Date(now.getTime() - OVERDUE_AFTER_MS)
  return each(await repositories.tapals.dispatchesOverdueSince(since, BATCH), async (id) => {
    await flows.start('dispatch', id)
    const { owing } = await repositories.tapals.owing(id)
    await flows.signal('dispatch', id, 'delivered', { next: now.getTime(), outstanding: owing })
  })
}

/** Does the work for each id and answers for how many it went well. Ends at once where Temporal is not reachable. */
async function each(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<number> {
  let done = 0
  for (const id of ids) {
    try {
      await work(id)
      done += 1
    } catch (error) {
      if (isKcsError(error) && error.code === 'service-unavailable') throw error
    }
  }
  return done
}

/**
 * After a Temporal whose data were lost: starts every dispatch in progress again from the record. Runs that
 * exist are left alone. Answers how many were asked for.
 */
export async function rebuild(repositories: Repositories, flows: TemporalRuns): Promise<number> {
  let above = ''
  let count = 0
  for (;;) {
    const ids = await repositories.dispatches.inProgress(above, BATCH)
    for (const id of ids) await flows.start('dispatch', id)
    count += ids.length
    if (ids.length < BATCH) return count
    above = ids[ids.length - 1]!
  }
}
