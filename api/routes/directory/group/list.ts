// GET /v1/groups

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { groupListQuery, groupPageSchema } from './schema'

export const listGroupsRoute = route({
  method: 'get',
  path: '/v1/groups',
  operationId: 'listGroups',
  summary: 'Groups of recipients by id; of one office, if it is named',
  tag: 'Groups',
  access: 'known',
  query: groupListQuery,
  responses: { 200: { description: 'A page of groups.', schema: groupPageSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const page = await deps.repositories.groups.list(query.office ?? null, {
      limit,
      ...(after === undefined ? {} : { above: after }),
    })
    const next = cursorOf(page.next)
    return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
