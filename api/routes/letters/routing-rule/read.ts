// GET /v1/routing-rules/:id

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { ruleParams, ruleSchema } from './schema'

export const readRoutingRuleRoute = route({
  method: 'get',
  path: '/v1/routing-rules/:id',
  operationId: 'readRoutingRule',
  summary: 'One rule with what it said before',
  tag: 'Routing',
  access: 'known',
  params: ruleParams,
  responses: {
    200: { description: 'The rule.', schema: ruleSchema, headers: { ETag: 'The version, for If-Match.' } },
  },
  errors: ['not-found'],
  handler: async ({ deps, params }) => {
    const rule = await deps.repositories.routingRules.byId(params.id)
    if (!rule) throw new KcsError('not-found')
    return { status: 200, body: rule, headers: etag(rule.version) }
  },
})
