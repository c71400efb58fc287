// POST /v1/agent/inwards/:id/move: the letter changed hands in the office.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { deskOf, presentInwardState, reportOf } from './presenter'
import { deskSchema, inwardParams, inwardResponse, TAG } from './schema'

export const moveInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/move',
  operationId: 'moveInward',
  summary: 'Say that the letter went from desk to desk',
  description: 'Name desks as your office does; the trace shows the latest by `at`.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: deskSchema },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { at, ...desk } = body
    const said = { kind: 'movement', desk: deskOf(desk) } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
