// GET /v1/tapals: the inbox of a seat.

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { readInbox, readInboxErrors } from '../../../../services/letters/tapal/inbox'
import { presentTapals } from './presenter'
import { inboxQuery, inboxSchema, TAG } from './schema'

export const listTapalsRoute = route({
  method: 'get',
  path: '/v1/tapals',
  operationId: 'listTapals',
  summary: 'The inbox of a seat, newest first',
  description: 'With an API key, the inbox of any seat of its offices.',
  tag: TAG,
  access: 'known',
  query: inboxQuery,
  responses: {
    200: { description: 'A page of the inbox, and how many tapals each view holds.', schema: inboxSchema },
  },
  errors: [...readInboxErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query, now, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const { page, counts } = await readInbox(
      deps,
      identity,
      {
        seat: query.seat,
        view: query.view ?? 'all',
        page: { limit, ...(after === undefined ? {} : { below: after }) },
      },
      now,
    )
    const next = cursorOf(page.next)
    const items = await presentTapals(deps, identity, page.items, { now, history: false })
    return { status: 200, body: { items, next, counts }, headers: linkToNext(ctx.path, query, next) }
  },
})
