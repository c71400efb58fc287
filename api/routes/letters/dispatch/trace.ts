// GET /v1/dispatches/:id/trace: where a letter is.

import { dispatchWorkflowId } from '../../../../domain/letters/dispatch/dispatch'
import { traceDispatch, traceDispatchErrors } from '../../../../services/letters/dispatch/trace'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { temporalUrl } from '../../common/links'
import { presentTapals } from '../tapal/presenter'
import { presentDispatches } from './presenter'
import { dispatchIdSchema, TAG, traceQuery, traceSchema } from './schema'

export const traceDispatchRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id/trace',
  operationId: 'traceDispatch',
  summary: 'Where a letter is: each tapal with its history, desk by desk',
  description:
    'Right after the acceptance there may be no tapals yet: they come with the despatch number. `history` ' +
    'tells each attempt, state, desk and acknowledgement in the order of entry; a letter to very many ' +
    'recipients comes in pages.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  query: traceQuery,
  responses: { 200: { description: 'The trace.', schema: traceSchema } },
  errors: [...traceDispatchErrors, 'parameter-invalid'],
  async handler({ deps, identity, params, query, now, ctx }) {
    const { limit, after: above } = pageOfQuery(query)
    const trace = await traceDispatch(deps, identity, { dispatch: params.id, limit, above })
    const { dispatch } = trace
    const next = cursorOf(trace.next)
    const [[presented], tapals] = await Promise.all([
      presentDispatches(deps, identity, [dispatch], now),
      presentTapals(deps, identity, trace.tapals, { now, history: true, dispatch }),
    ])
    const workflowId = dispatchWorkflowId(dispatch.id)
    const workflow = { id: workflowId, url: temporalUrl(deps.settings, workflowId) }
    return {
      status: 200,
      body: { dispatch: presented, tapals, next, workflow },
      headers: linkToNext(ctx.path, query, next),
    }
  },
})
