// Finds what a kill left lying between the record and the runs, and sets it going again.

import { type CaseDuties, type DutyDeps } from './case'
import { BATCH, forEach } from './for-each'

/** Younger rows are being started by the process that accepted them. */
const START_AFTER_MS = 3_000
const TELL_AFTER_MS = 15_000

/** How many subjects of a case were started, and told of a decision. */
export interface Swept {
  started: number
  told: number
}

/**
 * One round over everything that may be owed, by the name of the case. Each step is safe to repeat, also by two
 * processes at once. What cannot be done for one subject does not keep the others waiting; it is tried again in the next
 * round. Throws KcsError `service-unavailable` where Temporal is not reachable.
 */
export async function sweep(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  now: Date,
): Promise<Record<string, Swept>> {
  const swept: Record<string, Swept> = {}
  for (const one of cases) swept[one.name] = await sweepCase(deps, one, now)
  return swept
}

async function sweepCase(deps: DutyDeps, one: CaseDuties, now: Date): Promise<Swept> {
  const before = (ms: number): Date => new Date(now.getTime() - ms)
  const unstarted = await one.unstarted(deps, before(START_AFTER_MS), BATCH)
  const started = await forEach(unstarted, async (subject) => {
    await deps.runs.start(one.name, subject)
    await one.noteStarted(deps, subject)
  })
  const untold = await one.untold(deps, before(TELL_AFTER_MS), BATCH)
  const told = await forEach(untold, async (subject) => {
    await deps.runs.start(one.name, subject)
    await one.tell(deps, subject)
  })
  await one.eachRound(deps, now)
  return { started, told }
}
