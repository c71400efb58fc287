// After a Temporal whose data were lost, the runs of all open cases are started again from the record.

import type { CaseDuties, DutyDeps } from './case'
import { BATCH } from './for-each'

const CLUSTER_MARK = 'temporal-cluster'

/**
 * Compares the cluster with the one that this record was served by last: another one knows none of our runs. Returns how
 * many runs were started again, or null where the cluster is the same or the first.
 */
export async function rebuildIfLost(deps: DutyDeps, cases: readonly CaseDuties[]): Promise<number | null> {
  const { marks } = deps.repositories
  const clusterId = await deps.runs.clusterId()
  const lastClusterId = await marks.valueOf(CLUSTER_MARK)
  if (lastClusterId === clusterId) return null
  const started = lastClusterId === null ? null : await rebuild(deps, cases)
  // Noted last: a process that dies before this line builds again, which starts nothing twice.
  await marks.set(CLUSTER_MARK, clusterId)
  return started
}

/** Starts the run of every open subject and returns how many there are. Runs that exist are left alone. */
export async function rebuild(deps: DutyDeps, cases: readonly CaseDuties[]): Promise<number> {
  let count = 0
  for (const one of cases) count += await rebuildCase(deps, one)
  return count
}

async function rebuildCase(deps: DutyDeps, one: CaseDuties): Promise<number> {
  let above = ''
  let count = 0
  for (;;) {
    const subjects = await one.open(deps, above, BATCH)
    for (const subject of subjects) await deps.runs.start(one.name, subject)
    count += subjects.length
    if (subjects.length < BATCH) return count
    above = subjects[subjects.length - 1]!
  }
}
