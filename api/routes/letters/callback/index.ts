// Call-backs of filing systems.

import { route, type Route } from '../../../http/route'
import { takeCallback } from './handlers'
import { callbackAnswerSchema, callbackParams } from './schema'

export const callbacks: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/callbacks/:endpointId',
    operationId: 'takeCallback',
    summary: 'What a filing system reports: acknowledgements, movements, refusals',
    description:
      'Signed with the secret of the endpoint (Standard Webhooks). A repeated report is taken once. Where some ' +
      'reports are refused (422 callback-invalid, named in errors), the others are taken all the same.',
    tag: 'Agents',
    access: 'open',
    params: callbackParams,
    rawBody: ['application/json'],
    answers: { 200: { description: 'All reports are taken.', schema: callbackAnswerSchema } },
    errors: ['signature-invalid', 'timestamp-out-of-tolerance', 'callback-invalid', 'body-too-large'],
    handler: takeCallback,
  }),
]
