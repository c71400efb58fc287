// POST /v1/agent/inwards/:id/file: the letter was put in a file.

import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { deskOf, presentInwardState, reportOf } from './presenter'
import { deskSchema, inwardParams, inwardResponse, TAG } from './schema'

export const fileInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/file',
  operationId: 'fileInward',
  summary: 'Say that the letter was put in a file',
  description: 'Name desk and file as your office does.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: deskSchema },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { at, ...desk } = body
    const said = { kind: 'filed', desk: deskOf(desk) } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
