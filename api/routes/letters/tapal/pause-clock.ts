// POST /v1/tapals/:id/clocks/:kind/pause: stop a clock of a tapal while it waits for others.

import { standClock, standClockErrors } from '../../../../services/letters/tapal/change-clock'
import { route } from '../../../http/route'
import { clockParams, clockStandSchema } from './clock-schema'
import { presentTapal } from './presenter'
import { TAG, tapalResponse } from './schema'

export const pauseTapalClockRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/clocks/:kind/pause',
  operationId: 'pauseTapalClock',
  summary: 'Stop a clock of a tapal while it waits for others',
  description:
    'By a seat with which the tapal lies, for clocks that can stand: an action, a reply, a disposal. The sender sees it in the trace. ' +
    'The same Idempotency-Key does it once.',
  tag: TAG,
  access: 'known',
  params: clockParams,
  body: { schema: clockStandSchema },
  needsIdempotencyKey: true,
  responses: { 200: tapalResponse },
  errors: [...standClockErrors, 'idempotency-key-missing', 'idempotency-key-invalid', 'validation-failed'],
  async handler({ deps, identity, params, body, idempotencyKey: key, now }) {
    const on = { tapal: params.id, kind: params.kind, what: 'pause', key, ...body } as const
    const { tapal } = await standClock(deps, identity, on, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
