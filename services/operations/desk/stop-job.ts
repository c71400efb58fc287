// An operator stops a job of the desk.

import type { Job } from '../../../database/operations/job/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

export const stopJobErrors = ['job-unknown', ...requireOperatorErrors] as const satisfies readonly ErrorCode[]

/** What is done stays done; a job that has ended stays as it is. Throws KcsError `job-unknown`. */
export async function stopJob(
  { repositories: { jobs } }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { job: id, reason }: { job: string; reason: string },
  now: Date,
): Promise<Job> {
  requireOperator(caller)
  await jobs.stop(id, reason, noteBy(caller, 'job-stopped', now))
  const job = await jobs.byId(id)
  if (!job) throw new KcsError('job-unknown')
  return job
}
