// Runs that should have looked at a clock and did not: started again where they are lost, reminded where they are there.

import type { CaseDuties, DutyDeps } from './case'
import { forEach, type Positions, throughWindows } from './for-each'
import { ensureRun } from './ensure-run'

/** A run looks at its clocks when they are due; later than this its signal was lost. */
const OVERDUE_AFTER_MS = 120_000
/** A run begins its work within seconds; after this it is lost, or something is in its way. */
const STALLED_AFTER_MS = 300_000
/** Temporal is asked of each; while it is far behind with its work, thousands look as if they were lost. */
const STALLED_WINDOWS = 1

/**
 * Returns how many runs were started or reminded. Rarer than the sweep, for a signal costs a place in the history of the
 * run. Throws KcsError `service-unavailable` where Temporal is not reachable.
 */
export async function revive(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  now: Date,
  positions: Positions = new Map(),
): Promise<number> {
  let revived = 0
  for (const one of cases)
    revived += (await reviveStalled(deps, one, now, positions)) + (await remind(deps, one, now, positions))
  return revived
}

async function reviveStalled(
  deps: DutyDeps,
  one: CaseDuties,
  now: Date,
  positions: Positions,
): Promise<number> {
  const since = new Date(now.getTime() - STALLED_AFTER_MS)
  const work = { work: 'revive-stalled', case: one.name }
  let revived = 0
  await throughWindows(
    positions,
    work,
    (reading) => one.stalled(deps, since, reading),
    (subjects) =>
      forEach(deps, work, subjects, async (subject) => {
        if ((await ensureRun(deps, one, subject)) !== 'there') revived += 1
      }),
    STALLED_WINDOWS,
  )
  return revived
}

async function remind(deps: DutyDeps, one: CaseDuties, now: Date, positions: Positions): Promise<number> {
  const since = new Date(now.getTime() - OVERDUE_AFTER_MS)
  const work = { work: 'remind', case: one.name }
  // A circular with thousands of overdue rows fills many windows, and is reminded once.
  const reminded = new Set<string>()
  return throughWindows(
    positions,
    work,
    (reading) => one.overdue(deps, since, reading),
    (subjects) => {
      const fresh = [...new Set(subjects)].filter((subject) => !reminded.has(subject))
      for (const subject of fresh) reminded.add(subject)
      return forEach(deps, work, fresh, async (subject) => {
        await ensureRun(deps, one, subject)
        await one.remind(deps, subject, now)
      })
    },
  )
}
