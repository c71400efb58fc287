// POST /v1/agent/inwards/:id/return: the office sends back what it had taken.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { presentInwardState, reportOf } from './presenter'
import { inwardParams, inwardResponse, returnSchema, TAG } from './schema'

export const returnInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/return',
  operationId: 'returnInward',
  summary: 'Say that the office sends the letter back that it had taken',
  description: 'Only what was acknowledged can be returned.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: returnSchema },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { reason, at } = body
    const said = { kind: 'returned', reason } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
