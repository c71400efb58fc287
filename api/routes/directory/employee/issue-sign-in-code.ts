// POST /v1/employees/:pen/sign-in-code

import {
  issueSignInCode,
  issueSignInCodeErrors,
} from '../../../../services/access/account/issue-sign-in-code'
import { route } from '../../../http/route'
import { codeSchema, employeeParams } from './schema'

export const issueSignInCodeRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/sign-in-code',
  operationId: 'issueSignInCode',
  summary: 'A one-time code for the first sign-in',
  description:
    'For the head of an office by an administrator above it, for the others by the head of the office. The code ' +
    'is shown once, serves once, within 72 hours, and ends after five wrong tries or with the next code.',
  tag: 'Employees and charges',
  access: 'known',
  params: employeeParams,
  givesSecret: true,
  responses: { 201: { description: 'The code.', schema: codeSchema } },
  errors: [...issueSignInCodeErrors],
  handler: async ({ deps, identity, params, now }) => {
    const { code, expiresAt } = await issueSignInCode(deps, identity, { pen: params.pen }, now)
    return {
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: { code, expiresAt: expiresAt.toISOString() },
    }
  },
})
