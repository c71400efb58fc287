// POST /v1/agent/endpoints/:id/secret

import { USUAL_OVERLAP_HOURS } from '../../../../domain/letters/endpoint/endpoint'
import { renewOwnSecret, renewOwnSecretErrors } from '../../../../services/letters/endpoint/renew-own-secret'
import { route } from '../../../http/route'
import { newOwnSecretSchema, OWN_TAG, ownSecretSchema } from './own-schema'
import { endpointParams } from './schema'

export const renewOwnSecretRoute = route({
  method: 'post',
  path: '/v1/agent/endpoints/:id/secret',
  operationId: 'renewOwnSecret',
  summary: 'Have your signing secret replaced; the one before counts beside it for a while',
  description:
    'While both count, calls of KCS carry a signature by each, and call-backs signed with either are taken. A repeat under the same Idempotency-Key returns the same secret. While two count there is no third; without overlap both end at once.',
  tag: OWN_TAG,
  access: 'known',
  params: endpointParams,
  body: { schema: ownSecretSchema, optional: true },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: { 200: { description: 'It counts from now on.', schema: newOwnSecretSchema } },
  errors: [...renewOwnSecretErrors, 'idempotency-key-missing', 'validation-failed'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { overlapHours = USUAL_OVERLAP_HOURS } = body ?? {}
    const input = { endpoint: params.id, overlapHours, idempotencyKey }
    const { secret, formerUntil } = await renewOwnSecret(deps, identity, input, now)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { secret, formerUntil: formerUntil?.toISOString() ?? null },
    }
  },
})
