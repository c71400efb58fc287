// POST /v1/dispatches: a letter is handed over.

import { acceptDispatch, acceptDispatchErrors } from '../../../../services/letters/dispatch/accept'
import { isTestId } from '../../../../domain/letters/sandbox/test-letter'
import { requestHash } from '../../../http/request-hash'
import { route } from '../../../http/route'
import { presentAccepted } from './presenter'
import { acceptedSchema, LETTER_BYTES, newDispatchSchema, TAG } from './schema'

export const acceptDispatchRoute = route({
  method: 'post',
  path: '/v1/dispatches',
  operationId: 'acceptDispatch',
  summary: 'Hand a letter over',
  description:
    'A letter is accepted when 202 is returned: it is kept, and its run is started even if this process ends now. ' +
    'The same Idempotency-Key with the same body returns the same, for ever.',
  tag: TAG,
  access: 'known',
  body: { schema: newDispatchSchema, limitBytes: LETTER_BYTES },
  needsIdempotencyKey: true,
  responses: {
    202: {
      description: 'The letter is accepted.',
      schema: acceptedSchema,
      headers: {
        Location: 'Address of the dispatch.',
        'Idempotency-Replayed': '`true` when this response repeats an earlier one.',
      },
    },
  },
  errors: [
    ...acceptDispatchErrors,
    'idempotency-key-missing',
    'idempotency-key-invalid',
    'field-unknown',
    'recipients-missing',
    'recipients-too-many',
    'document-missing',
  ],
  async handler({ deps, shared, identity, body, idempotencyKey, now }) {
    const input = { letter: body, idempotencyKey, requestHash: requestHash(deps.secrets, body) }
    const { id, created } = await acceptDispatch(deps, identity, input, now)
    if (created && !isTestId(id)) shared.metrics.accepted()
    const response = presentAccepted(deps.settings, id)
    const headers = { location: response.links.self, ...(created ? {} : { 'idempotency-replayed': 'true' }) }
    return { status: 202, body: response, headers }
  },
})
