// POST /v1/callbacks/:endpointId: what a filing system reports.

import { KcsError } from '../../../../domain/common/error'
import { takeCallback, takeCallbackErrors } from '../../../../services/letters/callback/take'
import { readBody } from '../../../http/read-body'
import { type Call, route } from '../../../http/route'
import { callbackResponseSchema, callbackParams } from './schema'

const BODY_BYTES = 1024 * 1024

export const takeCallbackRoute = route({
  method: 'post',
  path: '/v1/callbacks/:endpointId',
  operationId: 'takeCallback',
  summary: 'What a filing system reports: acknowledgements, movements, refusals',
  description:
    'Signed with the secret of the endpoint (Standard Webhooks). A repeated report is taken once. Where some ' +
    'reports are refused (422 callback-invalid, named in errors), the others are taken all the same. The body is that of ' +
    'the agent protocol; systems for which KCS has an adapter send their own.',
  tag: 'Agents',
  access: 'open',
  ownSite: 'own-proof',
  params: callbackParams,
  rawBody: ['application/json'],
  rawSchema: 'callback',
  responses: { 200: { description: 'All reports are taken.', schema: callbackResponseSchema } },
  errors: [...takeCallbackErrors, 'body-too-large', 'body-cut', 'media-type-unsupported'],
  async handler({ deps, params, ctx, now }) {
    // A type that is not stated is left to the reader (RFC 9110 §8.3).
    const type = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
    if (!/^(application\/(.+\+)?json)?$/.test(type)) throw new KcsError('media-type-unsupported')
    const body = await readBody(ctx.req, BODY_BYTES)
    const request = { headers: headersOf(ctx.headers), body, receivedAt: now }
    return { status: 200, body: await takeCallback(deps, { endpoint: params.endpointId, request }, now) }
  },
})

function headersOf(
  headers: Call<never, never, never, never>['ctx']['headers'],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
