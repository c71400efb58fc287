// GET /v1/dispatches/:id/ledger-acts: whom the sender has reminded, and from whom the letter was taken back.

import { listLedgerActs, listLedgerActsErrors } from '../../../../services/letters/ledger/list-acts'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentAct } from './presenter'
import { dispatchIdSchema, ledgerActsPage, ledgerActsQuery, TAG } from './schema'

export const listLedgerActsRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id/ledger-acts',
  operationId: 'listLedgerActs',
  summary: 'Reminders and partial recalls of a letter, newest first',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  query: ledgerActsQuery,
  responses: { 200: { description: 'A page of them.', schema: ledgerActsPage } },
  errors: [...listLedgerActsErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, params, query, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const page = { limit, ...(after === undefined ? {} : { below: after }) }
    const acts = await listLedgerActs(deps, identity, { dispatch: params.id, page })
    const next = cursorOf(acts.next)
    return {
      status: 200,
      body: { items: acts.items.map(presentAct), next },
      headers: linkToNext(ctx.path, query, next),
    }
  },
})
