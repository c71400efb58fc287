// POST /v1/tapals/:id/clocks/:kind/extension: the sender gives more time.

import { extendClock, extendClockErrors } from '../../../../services/letters/tapal/change-clock'
import { route } from '../../../http/route'
import { clockExtensionSchema, clockParams } from './clock-schema'
import { presentTapal } from './presenter'
import { TAG, tapalResponse } from './schema'

export const extendTapalClockRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/clocks/:kind/extension',
  operationId: 'extendTapalClock',
  summary: 'Give more time to the office that has a tapal',
  description:
    'By the sending office, as long as the clock runs; counted from when it had been due. The same Idempotency-Key does it once.',
  tag: TAG,
  access: 'known',
  params: clockParams,
  body: { schema: clockExtensionSchema },
  needsIdempotencyKey: true,
  responses: { 200: tapalResponse },
  errors: [...extendClockErrors, 'idempotency-key-missing', 'idempotency-key-invalid', 'validation-failed'],
  async handler({ deps, identity, params, body, idempotencyKey: key, now }) {
    const on = { tapal: params.id, kind: params.kind, key, ...body }
    const { tapal } = await extendClock(deps, identity, on, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
