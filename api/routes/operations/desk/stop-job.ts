// POST /v1/desk/jobs/:id/stop: an operator ends a job before its time.

import { stopJob, stopJobErrors } from '../../../../services/operations/desk/stop-job'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentJob } from './presenter'
import { jobParams, jobSchema, stopBody, TAG } from './schema'

export const stopJobRoute = route({
  method: 'post',
  path: '/v1/desk/jobs/:id/stop',
  operationId: 'stopDeskJob',
  summary: 'End a job before its time; what is done stays done',
  tag: TAG,
  access: DESK_ACCESS,
  params: jobParams,
  body: { schema: stopBody },
  responses: { 200: { description: 'The job.', schema: jobSchema } },
  errors: [...stopJobErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const job = await stopJob(deps, identity, { job: params.id, reason: body.reason }, now)
    return { status: 200, body: presentJob(job) }
  },
})
