// GET /v1/service-levels

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { levelListQuery, levelPageSchema } from './schema'

export const listServiceLevelsRoute = route({
  method: 'get',
  path: '/v1/service-levels',
  operationId: 'listServiceLevels',
  summary: 'Service levels by id, also those that have ended',
  tag: 'Service levels',
  access: 'known',
  query: levelListQuery,
  responses: { 200: { description: 'A page of levels.', schema: levelPageSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const page = await deps.repositories.serviceLevels.list({
      limit,
      ...(after === undefined ? {} : { above: after }),
    })
    const next = cursorOf(page.next)
    return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
