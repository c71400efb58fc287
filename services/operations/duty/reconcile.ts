// The slow comparison of record and runs, which finds what has no symptom: rows without a run, and runs without a row.

import type { CaseDuties, DutyDeps } from './case'
import { forEach } from './for-each'
import { ensureRuns } from './rebuild'

/** Subjects looked at in one turn; with one turn a second, Temporal is asked at most this often a second. */
const ROWS_A_TURN = 100
const RUNS_A_TURN = 500
/** From the beginning of one round to that of the next, at least. */
const ROUND_MS = 60_000
/** How long a run is seen without a row before it is ended. */
const GRACE_MS = 600_000
/** Runs without row that are remembered; more are looked at in later rounds. */
const REMEMBERED = 10_000

/** What one process remembers between the turns of a case. */
export interface Comparison {
  /** Page of the runs that is read next; undefined while the rows are gone through. */
  page?: string | null
  /** Since when runs were seen that have no row. */
  strangers: Map<string, number>
}

/** A comparison that begins with the rows; kept by one process, and begun again by the next. */
export function newComparison(): Comparison {
  return { strangers: new Map() }
}

/** How far the round over the rows has come. Kept as a mark, so that another worker goes on there. */
interface Round {
  /** Null when all rows were gone through. */
  above: string | null
  begunAt: number
}

const markOf = ({ name }: CaseDuties): string => `reconcile-${name}`

/**
 * One turn: the next rows, or after the last of them the next page of runs. Returns false when the round is over and
 * rests until its time. Each repair is logged with its id, and what fails for one subject is logged and tried again in the
 * next round. Throws where Temporal or the database is not reachable.
 */
export async function reconcile(
  deps: DutyDeps,
  one: CaseDuties,
  memory: Comparison,
  now: Date,
): Promise<boolean> {
  const { marks } = deps.repositories
  if (memory.page !== undefined) {
    memory.page = await compareRuns(deps, one, memory, now)
    if (memory.page === null) delete memory.page
    return memory.page !== undefined
  }
  const storedRound = await marks.valueOf(markOf(one))
  const last = storedRound ? (JSON.parse(storedRound) as Round) : { above: null, begunAt: 0 }
  if (last.above === null && now.getTime() - last.begunAt < ROUND_MS) return false
  const round: Round = last.above === null ? { above: '', begunAt: now.getTime() } : last
  const { next } = await ensureRuns(deps, one, now, { above: round.above ?? '', limit: ROWS_A_TURN })
  await marks.set(markOf(one), JSON.stringify({ ...round, above: next }))
  if (next === null) {
    memory.page = null
    if (memory.strangers.size >= REMEMBERED) memory.strangers.clear()
  }
  return true
}

/**
 * Looks at a page of runs: one whose subject has ended is reminded to look, and then ends; one whose subject the record
 * does not know, for the time of grace, is ended with a reason. Returns the next page, or null.
 */
async function compareRuns(
  deps: DutyDeps,
  one: CaseDuties,
  { page = null, strangers }: Comparison,
  now: Date,
): Promise<string | null> {
  const { runs, next } = await deps.runs.underWay(one.name, page, RUNS_A_TURN)
  const old = runs.filter(({ startedAt }) => now.getTime() - startedAt.getTime() > GRACE_MS)
  const subjects = old.map(({ subject }) => subject)
  if (subjects.length === 0) return next
  const standings = await one.standings(deps, subjects)
  const work = { work: 'compare-runs', case: one.name }
  await forEach(deps, work, subjects, async (subject) => {
    const standing = standings.get(subject)
    if (standing !== undefined) strangers.delete(subject)
    if (standing === 'ended') {
      deps.log.warn({ ...work, id: subject }, 'a run goes on whose subject has ended; it is told to look')
      await one.remind(deps, subject, now)
    }
    if (standing === undefined) await endStranger(deps, one, subject, strangers, now)
  })
  return next
}

async function endStranger(
  { runs, log }: DutyDeps,
  one: CaseDuties,
  subject: string,
  strangers: Map<string, number>,
  now: Date,
): Promise<void> {
  const since = strangers.get(subject)
  if (since === undefined) {
    if (strangers.size < REMEMBERED) strangers.set(subject, now.getTime())
    return
  }
  if (now.getTime() - since < GRACE_MS) return
  log.warn({ case: one.name, id: subject }, 'a run without a row in the record is ended')
  await runs.terminate(one.name, subject, 'KCS has no record of its subject')
  strangers.delete(subject)
}
