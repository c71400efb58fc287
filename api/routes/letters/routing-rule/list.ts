// GET /v1/routing-rules

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { ruleListQuery, rulePageSchema } from './schema'

export const listRoutingRulesRoute = route({
  method: 'get',
  path: '/v1/routing-rules',
  operationId: 'listRoutingRules',
  summary: 'Routing rules by id; those of one office, if it is named',
  tag: 'Routing',
  access: 'known',
  query: ruleListQuery,
  responses: { 200: { description: 'A page of rules.', schema: rulePageSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const page = await deps.repositories.routingRules.list(query.office ?? null, {
      limit,
      ...(after === undefined ? {} : { above: after }),
    })
    const next = cursorOf(page.next)
    return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
