// POST /v1/tapals/:id/clocks/:kind/resumption: let a clock of a tapal run on.

import { standClock, standClockErrors } from '../../../../services/letters/tapal/change-clock'
import { route } from '../../../http/route'
import { clockParams, clockStandSchema } from './clock-schema'
import { presentTapal } from './presenter'
import { TAG, tapalResponse } from './schema'

export const resumeTapalClockRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/clocks/:kind/resumption',
  operationId: 'resumeTapalClock',
  summary: 'Let a clock of a tapal run on',
  description:
    'By a seat with which the tapal lies. What passed while it stood is not counted. The same Idempotency-Key does it once.',
  tag: TAG,
  access: 'known',
  params: clockParams,
  body: { schema: clockStandSchema },
  needsIdempotencyKey: true,
  responses: { 200: tapalResponse },
  errors: [...standClockErrors, 'idempotency-key-missing', 'idempotency-key-invalid', 'validation-failed'],
  async handler({ deps, identity, params, body, idempotencyKey: key, now }) {
    const on = { tapal: params.id, kind: params.kind, what: 'resume', key, ...body } as const
    const { tapal } = await standClock(deps, identity, on, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
