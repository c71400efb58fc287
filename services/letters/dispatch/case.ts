// What the duties find in the record of letters.

import { isTestId } from '../../../domain/letters/sandbox/test-letter'
import type { CaseDuties, Standing } from '../../operations/duty/case'
import { none } from '../../operations/duty/case'
import type { ServiceDeps } from '../../deps'
import { followTapals } from '../tapal/follow'
import { followDispatches } from './follow'

/** A run that lives asks for its withdrawals long before, or puts them off; one that does not is told again. */
const NEGLECTED_MS = 15 * 60_000

/** One run a dispatch. */
export const dispatchDuties: CaseDuties = {
  name: 'dispatch',
  unstarted: ({ repositories }, before, reading) => repositories.dispatches.notStarted(before, reading),
  noteStarted: ({ repositories }, dispatch) => repositories.dispatches.markStarted(dispatch),
  async untold({ repositories: { dispatches, tapals } }, before, reading) {
    const { items, next } = await dispatches.recalledAndOpen(before, reading)
    // Whoever is told has time again, so that these do not hide others.
    const neglected = await tapals.withdrawalsNeglected(
      new Date(before.getTime() - NEGLECTED_MS),
      reading.limit,
    )
    return { items: [...new Set([...items, ...neglected])], next }
  },
  async tell({ repositories: { dispatches, tapals }, runs }, dispatch) {
    await runs.signal('dispatch', dispatch, 'recalled')
    await dispatches.markRecallTold(dispatch)
    await tapals.withdrawalsTold(dispatch)
  },
  stalled: ({ repositories }, before, reading) => repositories.dispatches.stalled(before, reading),
  overdue: ({ repositories }, before, reading) => repositories.tapals.dispatchesOverdueSince(before, reading),
  async remind({ repositories, runs }, dispatch, now) {
    const { owing } = await repositories.tapals.owing(dispatch)
    await runs.signal('dispatch', dispatch, 'delivered', { next: now.getTime(), outstanding: owing })
  },
  open: ({ repositories }, above, limit) => repositories.dispatches.inProgress(above, limit),
  // Runs of test letters are met among the others; each stands in its own record.
  async standings({ repositories }, subjects) {
    const tests = subjects.filter(isTestId)
    if (tests.length === 0) return standingsIn(repositories, subjects)
    const letters = subjects.filter((subject) => !isTestId(subject))
    return new Map([
      ...(await standingsIn(repositories, letters)),
      ...(await standingsIn(repositories.sandbox, tests)),
    ])
  },
  eachRound: none.act,
  // Tapals first: screens and people wait for their news.
  follow: [followTapals, followDispatches],
}

async function standingsIn(
  { dispatches, tapals }: Pick<ServiceDeps['repositories'], 'dispatches' | 'tapals'>,
  subjects: readonly string[],
): Promise<Map<string, Standing>> {
  const endedById = await dispatches.ended(subjects)
  const open = [...endedById].flatMap(([id, over]) => (over ? [] : [id]))
  const settled = await tapals.settled(open)
  return new Map(
    [...endedById].map(([id, over]) => [id, over ? 'ended' : settled.has(id) ? 'settled' : 'open']),
  )
}
