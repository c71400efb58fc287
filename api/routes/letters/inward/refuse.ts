// POST /v1/agent/inwards/:id/refuse: the office does not take the letter.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { presentInwardState, reportOf } from './presenter'
import { inwardParams, inwardResponse, refuseSchema, TAG } from './schema'

export const refuseInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/refuse',
  operationId: 'refuseInward',
  summary: 'Say that the office does not take the letter, with a coded reason',
  description: 'It ends the tapal. `rightOffice` is the code of the office that it should have gone to.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: refuseSchema },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { code, reason, rightOffice, at } = body
    const right = rightOffice === undefined ? {} : { rightOffice }
    const said = { kind: 'refused', code, reason, ...right } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
