// Runs whose code fails again and again are entered in the record, for all to see who look at that.

import type { CaseName } from '../../../temporal/runs'
import type { ServiceDeps } from '../../deps'
import type { CaseDuties, DutyDeps } from './case'

const MARK = 'failing-runs'
/** So many of each case are entered; after a bad version it may be all of them. */
const MOST = 100

export interface FailingRun {
  case: CaseName
  subject: string
  /** As Temporal names it: `NonDeterministicError`. */
  cause: string
  /** When it was first seen. */
  since: Date
}

/** Whether it was said that this Temporal does not mark such runs; one for each process. */
export interface Said {
  unmarked: boolean
}

/**
 * Enters what Temporal says at this moment: one that goes on again is left out, the others keep their instant. Logs each when it
 * comes and when it goes, by its id. Throws KcsError `service-unavailable` where Temporal is not reachable, and leaves
 * the record as it was.
 */
export async function noteFailingRuns(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  said: Said,
  now: Date,
): Promise<void> {
  const before = await failingRuns(deps)
  const failingNow: FailingRun[] = []
  // Cases of which more may fail than are listed: of one that is not listed nothing is known.
  const cut = new Set<CaseName>()
  for (const { name } of cases) {
    const runs = await deps.runs.failing(name, MOST)
    if (runs === null && !said.unmarked) {
      said.unmarked = true
      deps.log.warn(
        {},
        'this Temporal does not mark runs whose code fails, so none is told of; see the manual',
      )
    }
    if (runs?.length === MOST) cut.add(name)
    for (const { subject, failing } of runs ?? []) {
      const former = before.find((one) => one.case === name && one.subject === subject)
      failingNow.push({ case: name, subject, cause: failing ?? '', since: former?.since ?? now })
      if (!former)
        deps.log.warn({ case: name, id: subject, cause: failing }, 'the code of a run fails again and again')
    }
  }
  const isThere = (run: FailingRun) =>
    failingNow.some((one) => one.case === run.case && one.subject === run.subject)
  for (const run of before)
    if (!isThere(run) && !cut.has(run.case))
      deps.log.info({ case: run.case, id: run.subject }, 'a run does not fail any more')
  const value = JSON.stringify(failingNow)
  if (value !== JSON.stringify(before)) await deps.repositories.marks.set(MARK, value)
}

/** Those that were entered last, some seconds ago. */
export async function failingRuns({
  repositories: { marks },
}: Pick<ServiceDeps, 'repositories'>): Promise<FailingRun[]> {
  const value = await marks.valueOf(MARK)
  if (!value) return []
  const runs = JSON.parse(value) as (Omit<FailingRun, 'since'> & { since: string })[]
  return runs.map((run) => ({ ...run, since: new Date(run.since) }))
}
