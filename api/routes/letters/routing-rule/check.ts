// POST /v1/routing-rules/check

import { checkRoutingRule, checkRoutingRuleErrors } from '../../../../services/letters/routing-rule/check'
import { route } from '../../../http/route'
import { readText } from './read-text'
import { checkedSchema, ruleCheckSchema } from './schema'

export const checkRoutingRuleRoute = route({
  method: 'post',
  path: '/v1/routing-rules/check',
  operationId: 'checkRoutingRule',
  summary: 'What would be wrong with a rule, without saving it',
  tag: 'Routing',
  access: 'known',
  body: { schema: ruleCheckSchema },
  responses: { 200: { description: 'Its problems.', schema: checkedSchema } },
  errors: [...checkRoutingRuleErrors, 'validation-failed'],
  handler: async ({ deps, body, now }) => {
    const rule = { id: body.id ?? null, office: body.office, ...readText(body) }
    return { status: 200, body: { problems: await checkRoutingRule(deps, rule, now) } }
  },
})
