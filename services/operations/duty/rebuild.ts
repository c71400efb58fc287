// After a Temporal whose data were lost, the runs of all open cases are started again from the record.

import type { CaseDuties, DutyDeps } from './case'
import { ensureRun } from './ensure-run'
import { BATCH, forEach } from './for-each'

const IDENTITY_MARK = 'temporal-identity'
const REBUILD_MARK = 'temporal-rebuild'

/** How far a rebuild has come: of which Temporal, in which case, above which subject. */
interface Progress {
  identity: string
  case: string
  above: string
}

/**
 * Compares cluster and namespace with the ones that this record was served by last: others know none of our runs. Returns
 * how many runs were started, or null where they are the same. A rebuild that was cut goes on where it stopped; one that is
 * done is noted last, so that a kill before it starts nothing twice.
 */
export async function rebuildIfLost(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  now: Date,
): Promise<number | null> {
  const { marks } = deps.repositories
  const identity = await deps.runs.identity()
  if ((await marks.valueOf(IDENTITY_MARK)) === identity) return null
  const startedCount = await rebuild(deps, cases, identity, now)
  await marks.set(IDENTITY_MARK, identity)
  return startedCount
}

/**
 * Sees that every open subject has its run, and returns how many were started. A subject that fails is logged and left to
 * the comparison of runs and record. Throws where Temporal or the database is not reachable.
 */
export async function rebuild(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  identity: string,
  now: Date,
): Promise<number> {
  const { marks } = deps.repositories
  const from = progressOf(await marks.valueOf(REBUILD_MARK), identity)
  const first = from === null ? 0 : cases.findIndex(({ name }) => name === from.case)
  let startedCount = 0
  for (const [index, one] of cases.slice(Math.max(first, 0)).entries()) {
    let above: string | null = index === 0 ? (from?.above ?? '') : ''
    while (above !== null) {
      const progress: Progress = { identity, case: one.name, above }
      await marks.set(REBUILD_MARK, JSON.stringify(progress))
      const step: Step = await ensureRuns(deps, one, now, { above, limit: BATCH })
      startedCount += step.started
      above = step.next
    }
  }
  await marks.set(REBUILD_MARK, '')
  return startedCount
}

export interface Step {
  /** Runs that were missing. */
  started: number
  /** Above which the next step begins; null at the end. */
  next: string | null
}

/** Sees that the next open subjects of a case have their runs. */
export async function ensureRuns(
  deps: DutyDeps,
  one: CaseDuties,
  now: Date,
  { above, limit }: { above: string; limit: number },
): Promise<Step> {
  const subjects = await one.open(deps, above, limit)
  let startedCount = 0
  await forEach(deps, { work: 'ensure-run', case: one.name }, subjects, async (subject) => {
    const ensured = await ensureRun(deps, one, subject)
    if (ensured === 'there') return
    startedCount += 1
    deps.log.warn({ case: one.name, id: subject, ensured }, 'an open subject had no run')
  })
  await remindSettled(deps, one, subjects, now)
  return { started: startedCount, next: subjects.length < limit ? null : subjects[subjects.length - 1]! }
}

/**
 * Tells the runs of subjects of which nothing is owed any more to look: the word that would have ended them was lost, and
 * their next clock may be days ahead.
 */
async function remindSettled(
  deps: DutyDeps,
  one: CaseDuties,
  subjects: readonly string[],
  now: Date,
): Promise<void> {
  const standings = await one.standings(deps, subjects)
  const settledSubjects = subjects.filter((subject) => standings.get(subject) === 'settled')
  await forEach(deps, { work: 'remind-settled', case: one.name }, settledSubjects, (subject) =>
    one.remind(deps, subject, now),
  )
}

function progressOf(mark: string | null, identity: string): Progress | null {
  if (!mark) return null
  const progress = JSON.parse(mark) as Progress
  return progress.identity === identity ? progress : null
}
