// Finds what a kill left lying between the record and the runs, and sets it going again.

import { startDispatch } from '../api/flows/start-dispatch'
import type { Flows } from '../api/flows/flows'
import type { Repositories } from '../database'
import { endpointNotices } from '../notices/plan'

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
  revived: number
}

/** One round over everything that may be owed; each step is safe to repeat, also by two processes at once. */
export async function sweep(repositories: Repositories, flows: Flows, now: Date): Promise<SweepResult> {
  const { dispatches, tapals, endpoints, notices } = repositories
  const before = (ms: number): Date => new Date(now.getTime() - ms)

  const waiting = await dispatches.notStarted(before(START_AFTER_MS), BATCH)
  for (const id of waiting) await startDispatch(flows, dispatches, id)

  const recalled = await dispatches.recalledAndOpen(before(RECALL_AFTER_MS), BATCH)
  for (const id of recalled) {
    await flows.start('dispatch', id)
    await flows.signal('dispatch', id, 'recalled')
  }

  const parked = await tapals.endpointsWithParked()
  for (const id of parked) await flows.signalWithStart('endpoint', id, 'parked')
  for (const state of ['paused', 'gone'] as const)
    for (const endpoint of await endpoints.inState(state, BATCH))
      await notices.add(endpointNotices({ id: endpoint.id, state, since: endpoint.pausedAt ?? now }))

  const overdue = await tapals.dispatchesOverdueSince(before(OVERDUE_AFTER_MS), BATCH)
  for (const id of overdue) {
    await flows.start('dispatch', id)
    // A run that is there and did not look has lost its word: it is told that something is due.
    await flows.signal('dispatch', id, 'delivered', { next: now.getTime() })
  }

  return {
    started: waiting.length,
    recalled: recalled.length,
    endpoints: parked.length,
    revived: overdue.length,
  }
}

/**
 * After a Temporal whose data were lost: starts every dispatch in progress again from the record. Runs that
 * exist are left alone. Answers how many were asked for.
 */
export async function rebuild(repositories: Repositories, flows: Flows): Promise<number> {
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
