// GET /v1/handovers

import { listHandovers, listHandoversErrors } from '../../../../services/directory/handover/read'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentHandovers } from './presenter'
import { handoverPageSchema, handoverQuery } from './schema'

export const listHandoversRoute = route({
  method: 'get',
  path: '/v1/handovers',
  operationId: 'listHandovers',
  summary: 'Handovers of a seat, or those given to or by the caller; newest first',
  tag: 'Employees and charges',
  access: 'known',
  query: handoverQuery,
  responses: { 200: { description: 'A page of handovers.', schema: handoverPageSchema } },
  errors: [...listHandoversErrors, 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, identity, query, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const page = await listHandovers(deps, identity, {
      seat: query.seat ?? null,
      page: { limit, ...(after === undefined ? {} : { below: after }) },
    })
    const next = cursorOf(page.next)
    const items = await presentHandovers(deps.repositories, page.items)
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
