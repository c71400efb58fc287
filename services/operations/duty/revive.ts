// Runs that should have looked at a clock and did not: started again where they are lost, reminded where they are there.

import type { CaseDuties, DutyDeps } from './case'
import { BATCH, forEach } from './for-each'

/** A run looks at its clocks when they are due; later than this its signal was lost. */
const OVERDUE_AFTER_MS = 120_000

/**
 * Returns how many runs were started or reminded. Rarer than the sweep, for a signal costs a place in the history of the
 * run. Throws KcsError `service-unavailable` where Temporal is not reachable.
 */
export async function revive(deps: DutyDeps, cases: readonly CaseDuties[], now: Date): Promise<number> {
  const since = new Date(now.getTime() - OVERDUE_AFTER_MS)
  let revived = 0
  for (const one of cases)
    revived += await forEach(await one.overdue(deps, since, BATCH), async (subject) => {
      await deps.runs.start(one.name, subject)
      await one.remind(deps, subject, now)
    })
  return revived
}
