// One step of a job of the desk.

import type { Job } from '../../../database/operations/job/repository'
import { batchOf, type DeskAct, jobKey, waitAfterBatch } from '../../../domain/operations/desk/desk'
import type { ActOnLetters, DeskDeps } from './act'
import { giveUp } from './give-up'
import { replay } from './replay'
import { reroute } from './reroute'

const ACTS: Record<DeskAct, ActOnLetters> = { replay, reroute, 'give-up': giveUp }

/** A step takes no longer; one of a process that died is done again after this time. */
const STEP_MS = 60_000

/**
 * Does the next step of the job, or of the one that has waited longest; returns whether there was one. What a step deals with
 * is noted before it begins, so that a killed one is done again alike, and counts the same.
 */
export async function carryOut(deps: DeskDeps, now: Date, id?: string): Promise<boolean> {
  const { jobs, tapals } = deps.repositories
  const job = await jobs.take(now, new Date(now.getTime() + STEP_MS), id)
  if (!job) return false
  const batch = job.batch.length > 0 ? job.batch : await nextBatch(deps, job)
  if (batch.length > 0) {
    if (!(await jobs.hold(job, batch))) return true
    const act = { actor: { kind: 'operator', account: job.by }, at: now, key: jobKey(job.id) } as const
    await ACTS[job.act](deps, batch, act, job.way)
  }
  const doneCount = batch.length === 0 ? 0 : (await tapals.marked(batch, jobKey(job.id))).length
  const isLast = batch.length === 0 || batch.at(-1) === job.letters.at(-1)
  await jobs.advance(
    { ...job, batch },
    {
      done: doneCount,
      passed: batch.length - doneCount,
      nextAt: isLast ? null : new Date(now.getTime() + waitAfterBatch(batch.length, job.perMinute)),
      at: now,
    },
  )
  return true
}

/** What is chosen above what is dealt with already. */
async function nextBatch({ repositories: { tapals } }: DeskDeps, job: Job): Promise<string[]> {
  const limit = batchOf(job.perMinute)
  if (job.filter === null) return job.letters.filter((letter) => letter > job.cursor).slice(0, limit)
  const deskLetters = await tapals.atDesk(job.filter, { above: job.cursor, limit })
  return deskLetters.map(({ tapal }) => tapal.id)
}
