// GET /v1/desk/jobs/:id: how far a job has come.

import { readJob, readJobErrors } from '../../../../services/operations/desk/jobs'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentJob } from './presenter'
import { jobParams, jobSchema, TAG } from './schema'

export const readJobRoute = route({
  method: 'get',
  path: '/v1/desk/jobs/:id',
  operationId: 'readDeskJob',
  summary: 'How far a job has come',
  tag: TAG,
  access: DESK_ACCESS,
  params: jobParams,
  responses: { 200: { description: 'The job.', schema: jobSchema } },
  errors: [...readJobErrors],
  async handler({ deps, identity, params }) {
    return { status: 200, body: presentJob(await readJob(deps, identity, params.id)) }
  },
})
