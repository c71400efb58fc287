// POST /v1/routing-rules

import { makeRoutingRule, makeRoutingRuleErrors } from '../../../../services/letters/routing-rule/make'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { RULE_ACCESS } from './policy'
import { readText } from './read-text'
import { newRuleSchema, savedRuleDoc } from './schema'

export const addRoutingRuleRoute = route({
  method: 'post',
  path: '/v1/routing-rules',
  operationId: 'addRoutingRule',
  summary: 'Make a rule; the response says what is wrong with it among the others',
  tag: 'Routing',
  access: RULE_ACCESS,
  body: { schema: newRuleSchema },
  responses: { 201: savedRuleDoc },
  errors: [...makeRoutingRuleErrors, 'validation-failed'],
  handler: async ({ deps, body, identity, now }) => {
    const input = { name: body.name, office: body.office, ...readText(body) }
    const { rule, problems } = await makeRoutingRule(deps, identity, input, now)
    const location = `/v1/routing-rules/${rule.id}`
    return { status: 201, body: { ...rule, problems }, headers: { ...etag(rule.version), location } }
  },
})
