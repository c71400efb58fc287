// GET /v1/desk/jobs: what was begun at the desk, newest first.

import { listJobs, listJobsErrors } from '../../../../services/operations/desk/jobs'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentJob } from './presenter'
import { jobsQuery, jobsSchema, TAG } from './schema'

export const listJobsRoute = route({
  method: 'get',
  path: '/v1/desk/jobs',
  operationId: 'listDeskJobs',
  summary: 'The jobs of the desk, newest first',
  tag: TAG,
  access: DESK_ACCESS,
  query: jobsQuery,
  responses: { 200: { description: 'A page of them.', schema: jobsSchema } },
  errors: [...listJobsErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const page = await listJobs(deps, identity, { limit, ...(after === undefined ? {} : { below: after }) })
    const next = cursorOf(page.next)
    return {
      status: 200,
      body: { items: page.items.map(presentJob), next },
      headers: linkToNext(ctx.path, query, next),
    }
  },
})
