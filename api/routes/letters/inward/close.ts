// POST /v1/agent/inwards/:id/close: the office has done with the letter.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { presentInwardState, reportOf } from './presenter'
import { inwardParams, inwardResponse, plainSchema, TAG } from './schema'

export const closeInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/close',
  operationId: 'closeInward',
  summary: 'Say that nothing is left to do with the letter',
  description: 'Kept until the acknowledgement is there, where it comes before it.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: plainSchema, optional: true },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { at } = body ?? {}
    const said = { kind: 'closed' } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
