// Finds what a kill left lying between the record and the runs, and sets it going again.

import { type CaseDuties, type DutyDeps } from './case'
import { forEach, type Positions, throughWindows } from './for-each'

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
 * processes at once. What cannot be done for one subject is logged, does not keep the others waiting, and is tried again
 * in the next round; `positions` of the round before hold where a long round goes on. Throws KcsError
 * `service-unavailable` where Temporal is not reachable.
 */
export async function sweep(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  now: Date,
  positions: Positions = new Map(),
): Promise<Record<string, Swept>> {
  const swept: Record<string, Swept> = {}
  for (const one of cases) swept[one.name] = await sweepCase(deps, one, now, positions)
  return swept
}

async function sweepCase(deps: DutyDeps, one: CaseDuties, now: Date, positions: Positions): Promise<Swept> {
  const before = (ms: number): Date => new Date(now.getTime() - ms)
  const start = { work: 'start', case: one.name }
  const startedCount = await throughWindows(
    positions,
    start,
    (reading) => one.unstarted(deps, before(START_AFTER_MS), reading),
    (subjects) =>
      forEach(deps, start, subjects, async (subject) => {
        await deps.runs.start(one.name, subject)
        await one.noteStarted(deps, subject)
      }),
  )
  const tell = { work: 'tell', case: one.name }
  const toldCount = await throughWindows(
    positions,
    tell,
    (reading) => one.untold(deps, before(TELL_AFTER_MS), reading),
    (subjects) =>
      forEach(deps, tell, subjects, async (subject) => {
        await deps.runs.start(one.name, subject)
        await one.tell(deps, subject)
      }),
  )
  await one.eachRound(deps, now)
  return { started: startedCount, told: toldCount }
}
