// POST /v1/agent/inwards/:id/acknowledge: the office has taken the letter.

import { startOfDay } from '../../../../domain/common/clock/ist'
import { reportInward, reportInwardErrors } from '../../../../services/letters/inward/report'
import { route } from '../../../http/route'
import { presentInwardState, reportOf } from './presenter'
import { acknowledgeSchema, inwardParams, inwardResponse, TAG } from './schema'

export const acknowledgeInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/acknowledge',
  operationId: 'acknowledgeInward',
  summary: 'Say that the office has taken the letter, with its diary number',
  description:
    'The first number holds; another one is a conflict. It is taken also without `receive`, after an ' +
    'escalation, and after a recall of a letter that you had.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: acknowledgeSchema },
  needsIdempotencyKey: true,
  responses: { 200: inwardResponse },
  errors: [...reportInwardErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { diaryNumber, diaryDate, at } = body
    const day = diaryDate === undefined ? {} : { date: startOfDay(diaryDate) }
    const said = { kind: 'acknowledged', diary: { number: diaryNumber, ...day } } as const
    const report = reportOf(said, idempotencyKey, at, now)
    const { tapal } = await reportInward(deps, identity, { tapal: params.id, report }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
