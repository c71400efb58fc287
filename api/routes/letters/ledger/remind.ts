// POST /v1/dispatches/:id/reminders: those who have not acknowledged a letter are reminded.

import { beginLedgerAct, beginLedgerActErrors } from '../../../../services/letters/ledger/begin-act'
import { route } from '../../../http/route'
import { presentAct } from './presenter'
import { partOf } from './question'
import { dispatchIdSchema, ledgerActSchema, reminderBody, TAG } from './schema'

export const remindRoute = route({
  method: 'post',
  path: '/v1/dispatches/:id/reminders',
  operationId: 'remindRecipients',
  summary: 'Remind all who have a letter and have not acknowledged it',
  description:
    'The seats that can act on it are told by notice, their filing systems by the change feed, and each trace says so. Nobody is ' +
    'reminded twice within 24 hours. `expected` says how many are meant; of many the rest follows in the background.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  body: { schema: reminderBody, example: { district: 'Idukki' } },
  needsIdempotencyKey: true,
  responses: {
    202: {
      description: 'The reminder; a repeat under the same Idempotency-Key returns the same, as it stands.',
      schema: ledgerActSchema,
    },
  },
  errors: [...beginLedgerActErrors, 'idempotency-key-missing'],
  async handler({ deps, identity, params, body, idempotencyKey, now }) {
    const part = { ...partOf(body), alsoDelivered: false }
    const asked = { dispatch: params.id, kind: 'remind' as const, reason: '', idempotencyKey, ...part }
    return { status: 202, body: presentAct(await beginLedgerAct(deps, identity, asked, now)) }
  },
})
