// POST /v1/agent/webhooks

import { makeSubscription, makeSubscriptionErrors } from '../../../../services/access/subscription/make'
import { route } from '../../../http/route'
import { madeWebhookSchema, newWebhookSchema, TAG } from './schema'

const WHERE = { Location: 'The webhook.' }

export const makeWebhookRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks',
  operationId: 'makeWebhook',
  summary: 'Have the changes of your offices sent to an address of yours, signed and in order',
  description: 'The messages are those of GET /v1/agent/changes, each as a CloudEvent.',
  tag: TAG,
  access: 'known',
  body: { schema: newWebhookSchema },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: {
    201: {
      description: 'It is made; the secret is shown this once.',
      schema: madeWebhookSchema,
      headers: WHERE,
    },
    200: {
      description: 'It was made by an earlier call with this key.',
      schema: madeWebhookSchema,
      headers: WHERE,
    },
  },
  errors: [...makeSubscriptionErrors, 'idempotency-key-missing', 'validation-failed'],
  async handler({ deps, identity, body, idempotencyKey, now }) {
    const input = { ...body, kinds: body.kinds ?? [], idempotencyKey }
    const { id, secret } = await makeSubscription(deps, identity, input, now)
    const headers = { location: `/v1/agent/webhooks/${id}`, 'cache-control': 'no-store' }
    return secret === null
      ? { status: 200, headers: { ...headers, 'idempotency-replayed': 'true' }, body: { id } }
      : { status: 201, headers, body: { id, secret } }
  },
})
