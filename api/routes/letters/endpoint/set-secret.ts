// POST /v1/endpoints/:id/secret: an operator gives a system a new secret or token.

import { setSecret, setSecretErrors } from '../../../../services/letters/endpoint/set-secret'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { endpointParams, newSettingSchema, settingSchema, TAG } from './schema'

export const setSecretRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/secret',
  operationId: 'setEndpointSecret',
  summary: 'Give a system a new secret or token; the one before counts for a while',
  description:
    'While two secrets overlap, KCS signs with both, and takes call-backs that are signed with either. A repeat under the same Idempotency-Key returns the same secret.',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: settingSchema },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: { 200: { description: 'It is set.', schema: newSettingSchema } },
  errors: [...setSecretErrors, 'idempotency-key-missing'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const input = { endpoint: params.id, ...body, idempotencyKey }
    const { value, formerUntil } = await setSecret(deps, identity, input, now)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { setting: body.setting, value, formerUntil: formerUntil?.toISOString() ?? null },
    }
  },
})
