// GET /v1/flows/:name/:id: the newest run of a subject.

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { temporalUrl } from '../../common/links'
import { requireCase } from './policy'
import { OPERATORS, runParams, runSchema, TAG } from './schema'

export const readRun = route({
  method: 'get',
  path: '/v1/flows/:name/:id',
  operationId: 'readRun',
  summary: 'The newest run of a subject',
  tag: TAG,
  access: OPERATORS,
  params: runParams,
  responses: { 200: { description: 'The run.', schema: runSchema } },
  errors: ['forbidden', 'flow-unknown', 'not-found', 'service-unavailable'],
  async handler({ deps, params }) {
    const { name } = requireCase(deps, params.name).manifest
    const run = await deps.runs.describe(name, params.id)
    if (!run) throw new KcsError('not-found')
    const body = {
      name,
      subject: params.id,
      ...run,
      startedAt: run.startedAt.toISOString(),
      closedAt: run.closedAt?.toISOString() ?? null,
      temporal: temporalUrl(deps.settings, run.workflowId),
    }
    return { status: 200, body }
  },
})
