// The clocks of a test letter: as those of any other; then the test office takes what it was to take late.

import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { TEST_OFFICE, testDiary } from '../../../domain/letters/sandbox/test-office'
import { MAX_TEST_TAPALS } from '../../../domain/letters/sandbox/test-letter'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { type ClockReport, escalateOverdue } from '../tapal/escalate-overdue'
import { withDays } from '../tapal/with-days'

type Deps = Pick<ServiceDeps, 'repositories'>

/** What was not taken in its time has gone up the ladder before it is taken; safe to repeat. */
export async function escalateTestLetter(
  deps: Deps,
  on: { dispatch: string },
  now: Date,
  beat: () => void,
): Promise<ClockReport> {
  const { tapals } = deps.repositories
  const report = await escalateOverdue(deps, on, now, beat)
  const page = await tapals.pageOfDispatch(on.dispatch, { limit: MAX_TEST_TAPALS })
  const late = page.items.filter((tapal) => isToBeTaken(tapal, now))
  if (late.length === 0) return report
  const counted = await withDays(deps, late, now)
  await tapals.applyEach(
    counted.map((tapal) => {
      const { id } = tapal
      const actor = { kind: 'agent', agent: TEST_OFFICE } as const
      const act = { actor, at: now, diary: testDiary(id, now), cause: 'acknowledged-by-agent' } as const
      return { id, where: { state: 'delivered' }, change: acknowledgeChange(tapal, act) }
    }),
  )
  const { owing, next } = await tapals.owing(on.dispatch)
  return { ...report, owing, next: next === null ? null : Math.max(next.getTime(), now.getTime()) }
}

function isToBeTaken({ test, endpoint, clocks }: Tapal, now: Date): boolean {
  if (test?.behaviour !== 'late' || endpoint !== TEST_OFFICE) return false
  return clocks.some(({ kind, dueAt }) => kind === 'acknowledge' && dueAt !== null && dueAt <= now)
}
