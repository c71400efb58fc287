// POST /v1/agent/inwards/:id/open: the holder of the seat has read the letter.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { presentInwardState, reportOf } from './presenter'
import { inwardParams, inwardResponse, plainSchema, TAG } from './schema'

export const openInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/open',
  operationId: 'openInward',
  summary: 'Say that the holder of the seat has read the letter',
  description: 'A fact for the trace: it stops no clock.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: plainSchema, optional: true },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { at } = body ?? {}
    const said = { kind: 'opened' } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
