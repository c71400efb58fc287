// GET /v1/dispatches/:id/recipients: the ledger of a letter.

import { listLedger, listLedgerErrors } from '../../../../services/letters/ledger/list'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentEntries } from './presenter'
import { questionOf } from './question'
import { dispatchIdSchema, ledgerPageSchema, ledgerQuery, TAG } from './schema'

export const listLedgerRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id/recipients',
  operationId: 'listRecipients',
  summary: 'The recipients of a letter, and how each stands',
  description:
    'In the order of districts and office codes, of those alone that are asked for. What happened to one of them the ' +
    'trace tells.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  query: ledgerQuery,
  responses: { 200: { description: 'A page of recipients.', schema: ledgerPageSchema } },
  errors: [...listLedgerErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, params, query, now, ctx }) {
    const { limit, after: above } = pageOfQuery(query)
    const page = { limit, ...(above === undefined ? {} : { above }) }
    const asked = { dispatch: params.id, question: questionOf(query), page }
    const found = await listLedger(deps, identity, asked, now)
    const next = cursorOf(found.next)
    const items = await presentEntries(deps.repositories, found.items, now)
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
