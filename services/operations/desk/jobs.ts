// The jobs of the desk, for those who begin them.

import type { Page, PageRequest } from '../../../database/common/page'
import type { Job } from '../../../database/operations/job/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

export const listJobsErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** A page of all jobs, newest first. */
export async function listJobs(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  page: PageRequest,
): Promise<Page<Job>> {
  requireOperator(caller)
  return repositories.jobs.list(page)
}

export const readJobErrors = ['job-unknown', ...requireOperatorErrors] as const satisfies readonly ErrorCode[]

/** Throws KcsError `job-unknown`. */
export async function readJob(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
): Promise<Job> {
  requireOperator(caller)
  const job = await repositories.jobs.byId(id)
  if (!job) throw new KcsError('job-unknown')
  return job
}
