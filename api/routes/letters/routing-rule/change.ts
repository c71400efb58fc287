// PUT /v1/routing-rules/:id

import { changeRoutingRule, changeRoutingRuleErrors } from '../../../../services/letters/routing-rule/change'
import { etag, versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { RULE_ACCESS } from './policy'
import { readText } from './read-text'
import { ruleChangesSchema, ruleParams, savedRuleDoc } from './schema'

export const changeRoutingRuleRoute = route({
  method: 'put',
  path: '/v1/routing-rules/:id',
  operationId: 'changeRoutingRule',
  summary: 'Change what the rule says; letters accepted before are routed as it said then',
  tag: 'Routing',
  access: RULE_ACCESS,
  params: ruleParams,
  body: { schema: ruleChangesSchema },
  responses: { 200: savedRuleDoc },
  errors: [...changeRoutingRuleErrors, 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const change = { id: params.id, version: versionToChange(ctx), name: body.name, ...readText(body) }
    const { rule, problems } = await changeRoutingRule(deps, identity, change, now)
    return { status: 200, body: { ...rule, problems }, headers: etag(rule.version) }
  },
})
