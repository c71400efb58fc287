// GET /v1/dispatches: what a seat has sent.

import { listDispatches, listDispatchesErrors } from '../../../../services/letters/dispatch/list'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentDispatches } from './presenter'
import { dispatchListQuery, dispatchPageSchema, TAG } from './schema'

export const listDispatchesRoute = route({
  method: 'get',
  path: '/v1/dispatches',
  operationId: 'listDispatches',
  summary: 'What a seat has sent, newest first',
  description: 'By the sending seat: those of an office of your key, or seats that you hold.',
  tag: TAG,
  access: 'known',
  query: dispatchListQuery,
  responses: { 200: { description: 'A page of dispatches.', schema: dispatchPageSchema } },
  errors: [...listDispatchesErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query, now, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const page = await listDispatches(deps, identity, {
      seat: query.seat,
      state: query.state ?? null,
      page: { limit, ...(after === undefined ? {} : { below: after }) },
    })
    const next = cursorOf(page.next)
    const items = await presentDispatches(deps, identity, page.items, now)
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
