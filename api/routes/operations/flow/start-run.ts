// POST /v1/flows/:name: starts the run of a subject.

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { requireCase, requireRole } from './policy'
import { flowParams, OPERATORS, startedSchema, startSchema, TAG } from './schema'

export const startRun = route({
  method: 'post',
  path: '/v1/flows/:name',
  operationId: 'startRun',
  summary: 'Start the run of a subject; one that runs or has ended returns the same',
  tag: TAG,
  access: OPERATORS,
  params: flowParams,
  body: { schema: startSchema },
  responses: { 202: { description: 'It runs, or has run.', schema: startedSchema } },
  errors: ['forbidden', 'flow-unknown', 'not-found', 'service-unavailable'],
  async handler({ deps, identity, params, body: { subject } }) {
    const { manifest, input, exists } = requireCase(deps, params.name)
    requireRole(identity, manifest.mayStart)
    const isSubject = input.safeParse(manifest.startArgument(subject)).success
    if (!isSubject || !(await exists(deps.repositories, subject))) throw new KcsError('not-found')
    const { workflowId } = await deps.runs.start(manifest.name, subject)
    const location = `/v1/flows/${manifest.name}/${subject}`
    return { status: 202, headers: { location }, body: { workflowId } }
  },
})
