// POST /v1/agent/webhooks/:id/secret

import {
  renewSubscriptionSecret,
  renewSubscriptionSecretErrors,
} from '../../../../services/access/subscription/change'
import { route } from '../../../http/route'
import { newSecretSchema, overlapSchema, TAG, webhookParams } from './schema'

const OVERLAP_HOURS = 24

export const setWebhookSecretRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/secret',
  operationId: 'setWebhookSecret',
  summary: 'Give a webhook a new secret; for a while messages are signed with both',
  description: 'Until the overlap ends, messages carry both signatures.',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  body: { schema: overlapSchema, optional: true },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: { 200: { description: 'The new secret.', schema: newSecretSchema } },
  errors: [...renewSubscriptionSecretErrors, 'idempotency-key-missing', 'validation-failed'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const input = { webhook: params.id, overlapHours: body?.overlapHours ?? OVERLAP_HOURS, idempotencyKey }
    const { secret, formerUntil } = await renewSubscriptionSecret(deps, identity, input, now)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { secret, formerUntil: formerUntil?.toISOString() ?? null },
    }
  },
})
