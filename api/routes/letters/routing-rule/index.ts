// Routing rules: small, typed, dated; which letters go where within an office, and to whom a copy goes.

import { route, type Route } from '../../../http/route'
import { addRule, changeRule, checkRule, listRules, readRule } from './handlers'
import {
  checkedSchema,
  newRuleSchema,
  ruleChangesSchema,
  ruleCheckSchema,
  ruleListQuery,
  rulePageSchema,
  ruleParams,
  ruleSchema,
  savedRuleSchema,
} from './schema'

const tag = 'Routing'
const headers = { ETag: 'The version, for If-Match.' }
const named = ['office-unknown', 'seat-unknown', 'effective-in-past', 'span-invalid'] as const

export const routingRules: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/routing-rules',
    operationId: 'listRoutingRules',
    summary: 'Routing rules by id; those of one office, if it is named',
    tag,
    access: 'known',
    query: ruleListQuery,
    answers: { 200: { description: 'A page of rules.', schema: rulePageSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: listRules,
  }),
  route({
    method: 'post',
    path: '/v1/routing-rules',
    operationId: 'addRoutingRule',
    summary: 'Make a rule; the answer says what is wrong with it among the others',
    tag,
    access: { roles: ['admin', 'department-admin'] },
    body: { schema: newRuleSchema },
    answers: { 201: { description: 'The rule.', schema: savedRuleSchema, headers } },
    errors: ['not-office-admin', 'validation-failed', ...named],
    handler: addRule,
  }),
  route({
    method: 'post',
    path: '/v1/routing-rules/check',
    operationId: 'checkRoutingRule',
    summary: 'What would be wrong with a rule, without saving it',
    tag,
    access: 'known',
    body: { schema: ruleCheckSchema },
    answers: { 200: { description: 'Its problems.', schema: checkedSchema } },
    errors: ['validation-failed', ...named],
    handler: checkRule,
  }),
  route({
    method: 'get',
    path: '/v1/routing-rules/:id',
    operationId: 'readRoutingRule',
    summary: 'One rule with what it said before',
    tag,
    access: 'known',
    params: ruleParams,
    answers: { 200: { description: 'The rule.', schema: ruleSchema, headers } },
    errors: ['not-found'],
    handler: readRule,
  }),
  route({
    method: 'put',
    path: '/v1/routing-rules/:id',
    operationId: 'changeRoutingRule',
    summary: 'Say anew what the rule says; letters accepted before are routed as it said then',
    tag,
    access: { roles: ['admin', 'department-admin'] },
    params: ruleParams,
    body: { schema: ruleChangesSchema },
    answers: { 200: { description: 'The rule.', schema: savedRuleSchema, headers } },
    errors: [
      'not-found',
      'not-office-admin',
      'if-match-missing',
      'version-stale',
      'validation-failed',
      ...named,
    ],
    handler: changeRule,
  }),
]
