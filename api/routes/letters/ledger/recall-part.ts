// POST /v1/dispatches/:id/part-recalls: a letter is taken back from some of its recipients.

import { beginLedgerAct, beginLedgerActErrors } from '../../../../services/letters/ledger/begin-act'
import { route } from '../../../http/route'
import { presentAct } from './presenter'
import { partOf } from './question'
import { dispatchIdSchema, ledgerActSchema, partRecallBody, TAG } from './schema'

export const recallPartRoute = route({
  method: 'post',
  path: '/v1/dispatches/:id/part-recalls',
  operationId: 'recallDispatchInPart',
  summary: 'Take a letter back from those whom it has not reached, or from those of a district or department',
  description:
    'Where it has been delivered it stays, unless `alsoDelivered` is given; who has acknowledged it keeps it in any case, and ' +
    'the letter goes on with all others. An acknowledgement that comes later from an office that had it is still taken.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  body: { schema: partRecallBody, example: { district: 'Idukki', reason: 'Meant for other districts.' } },
  needsIdempotencyKey: true,
  responses: {
    202: {
      description: 'The recall; a repeat under the same Idempotency-Key returns the same, as it stands.',
      schema: ledgerActSchema,
    },
  },
  errors: [...beginLedgerActErrors, 'idempotency-key-missing'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const { reason, alsoDelivered = false, ...places } = body
    const part = { ...partOf(places), alsoDelivered }
    const asked = { dispatch: params.id, kind: 'recall' as const, reason, idempotencyKey, ...part }
    return { status: 202, body: presentAct(await beginLedgerAct(deps, identity, asked, now)) }
  },
})
