// GET /v1/desk/failing-runs: the runs whose code fails again and again.

import { readFailingRuns, readFailingRunsErrors } from '../../../../services/operations/desk/failing-runs'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentFailingRun } from './presenter'
import { failingRunsSchema, TAG } from './schema'

export const listFailingRunsRoute = route({
  method: 'get',
  path: '/v1/desk/failing-runs',
  operationId: 'listFailingRuns',
  summary: 'Runs whose code fails again and again: their letters wait until it is mended',
  tag: TAG,
  access: DESK_ACCESS,
  responses: { 200: { description: 'All of them, up to 100 of each case.', schema: failingRunsSchema } },
  errors: [...readFailingRunsErrors],
  async handler({ deps, identity }) {
    const runs = await readFailingRuns(deps, identity)
    return { status: 200, body: { items: runs.map((run) => presentFailingRun(deps, run)) } }
  },
})
