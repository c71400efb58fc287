// Mends at once what the duties mend in time: runs that are missing, runs without a row, and gaps of the audit log.

import { auditEntries, auditEntriesOfDispatches } from '../verify/audit-entries'
import type { Finding, VerifyDeps } from '../verify/check'
import type { CaseDuties } from '../duty/case'
import { forEach } from '../duty/for-each'
import { rebuild } from '../duty/rebuild'
import { revive } from '../duty/revive'
import { sweep } from '../duty/sweep'

const PAGE = 200
/** A run that is younger may be waiting for its row to be seen everywhere. */
const GRACE_MS = 600_000

export interface Repaired {
  /** Runs that open subjects lacked. */
  started: number
  /** Runs that were told of a decision, or to look at their clocks. */
  told: number
  /** Runs of ended subjects that were told to look, and so end. */
  toldToEnd: number
  /** Runs that no row knows, which were ended by force. */
  terminated: number
  /** Tapals and dispatches whose entries in the audit log are made again. */
  followedAgain: number
}

/**
 * Safe to repeat, and beside processes. What is younger than some minutes is left to the duties. Throws where a server does
 * not answer; what was mended before that stays, and a repeat goes on.
 */
export async function repair(deps: VerifyDeps): Promise<Repaired> {
  const { cases, now } = deps
  let startedCount = await rebuild(deps, cases, await deps.runs.identity(), now)
  let toldCount = await revive(deps, cases, now)
  for (const swept of Object.values(await sweep(deps, cases, now))) {
    startedCount += swept.started
    toldCount += swept.told
  }
  const repaired: Repaired = {
    started: startedCount,
    told: toldCount,
    toldToEnd: 0,
    terminated: 0,
    followedAgain: 0,
  }
  for (const one of cases) await endRuns(deps, one, repaired)
  repaired.followedAgain = await followGaps(deps)
  return repaired
}

async function endRuns(deps: VerifyDeps, one: CaseDuties, repaired: Repaired): Promise<void> {
  const work = { work: 'end-run', case: one.name }
  let page: string | null = null
  do {
    const { runs, next }: Awaited<ReturnType<typeof deps.runs.underWay>> = await deps.runs.underWay(
      one.name,
      page,
      PAGE,
    )
    const old = runs.filter(({ startedAt }) => deps.now.getTime() - startedAt.getTime() > GRACE_MS)
    const subjects = old.map(({ subject }) => subject)
    const standings = subjects.length === 0 ? new Map<string, string>() : await one.standings(deps, subjects)
    await forEach(deps, work, subjects, async (subject) => {
      if (!standings.has(subject)) {
        await deps.runs.terminate(one.name, subject, 'KCS has no record of its subject')
        repaired.terminated += 1
      } else if (standings.get(subject) === 'ended') {
        await one.remind(deps, subject, deps.now)
        repaired.toldToEnd += 1
      }
    })
    page = next
  } while (page !== null)
}

async function followGaps(deps: VerifyDeps): Promise<number> {
  const { tapals, dispatches } = deps.repositories
  return (
    (await followAgain(tapals, auditEntries.begin(deps))) +
    (await followAgain(dispatches, auditEntriesOfDispatches.begin(deps)))
  )
}

/** The rows of one kind that lack an entry are followed again; returns how many. */
async function followAgain<Row>(
  rows: { scan(limit: number): AsyncIterable<Row[]>; followAgain(ids: readonly string[]): Promise<void> },
  judge: (page: Row[]) => Finding[] | Promise<Finding[]>,
): Promise<number> {
  let count = 0
  for await (const page of rows.scan(PAGE)) {
    const ids = [...new Set((await judge(page)).map(({ id }) => id))]
    if (ids.length > 0) await rows.followAgain(ids)
    count += ids.length
  }
  return count
}
