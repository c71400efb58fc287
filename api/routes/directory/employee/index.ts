// Employees and their first sign-in.

import { route, type Route } from '../../../http/route'
import { sessionSchema } from '../../access/session/schema'
import { addEmployee, changeEmployee, firstSignIn, issueCode, issueNumber, readEmployee } from './handlers'
import {
  codeSchema,
  employeeChangeSchema,
  employeeParams,
  employeeSchema,
  firstSignInSchema,
  newEmployeeSchema,
  numberSchema,
} from './schema'

const tag = 'Employees and charges'
const employee = {
  description: 'The employee.',
  schema: employeeSchema,
  headers: { ETag: 'Its version, for If-Match.' },
}

export const employees: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/employees',
    operationId: 'addEmployee',
    summary: 'Enter an employee',
    description: 'By the head of an office or an administrator. A repeat is answered with `exists-already`.',
    tag,
    access: 'known',
    body: { schema: newEmployeeSchema },
    answers: { 201: employee },
    errors: ['not-office-head', 'exists-already', 'validation-failed'],
    handler: addEmployee,
  }),
  route({
    method: 'get',
    path: '/v1/employees/:pen',
    operationId: 'readEmployee',
    summary: 'One employee',
    description: 'Also by a temporary number the employee had before.',
    tag,
    access: 'known',
    params: employeeParams,
    answers: { 200: employee },
    errors: ['not-found'],
    handler: readEmployee,
  }),
  route({
    method: 'patch',
    path: '/v1/employees/:pen',
    operationId: 'changeEmployee',
    summary: 'Change name or contact',
    tag,
    access: 'known',
    params: employeeParams,
    body: { schema: employeeChangeSchema },
    answers: { 200: employee },
    errors: ['not-found', 'not-office-head', 'if-match-missing', 'version-stale', 'validation-failed'],
    handler: changeEmployee,
  }),
  route({
    method: 'post',
    path: '/v1/employees/:pen/number',
    operationId: 'issueEmployeeNumber',
    summary: 'Give the permanent number in place of a temporary one',
    description:
      'Charges, account and sessions go on; what was done under the temporary number keeps its name.',
    tag,
    access: 'known',
    params: employeeParams,
    body: { schema: numberSchema },
    answers: { 200: employee },
    errors: ['not-found', 'not-office-head', 'not-temporary', 'exists-already', 'validation-failed'],
    handler: issueNumber,
  }),
  route({
    method: 'post',
    path: '/v1/employees/:pen/sign-in-code',
    operationId: 'issueSignInCode',
    summary: 'A one-time code for the first sign-in',
    description:
      'For the head of an office by an administrator above it, for the others by the head of the office. The code ' +
      'is shown once, serves once, within 72 hours, and ends after five wrong tries or with the next code.',
    tag,
    access: 'known',
    params: employeeParams,
    answers: { 201: { description: 'The code.', schema: codeSchema } },
    errors: [
      'not-found',
      'not-office-head',
      'not-office-admin',
      'seatless',
      'employee-suspended',
      'signed-in-before',
    ],
    handler: issueCode,
  }),
  route({
    method: 'post',
    path: '/v1/first-sign-in',
    operationId: 'firstSignIn',
    summary: 'Open an account by number and one-time code, and sign in',
    tag: 'Session',
    access: 'open',
    body: { schema: firstSignInSchema },
    answers: {
      201: {
        description: 'Who is signed in, and the seats held now.',
        schema: sessionSchema,
        headers: { 'Set-Cookie': 'The session.' },
      },
    },
    errors: [
      'sign-in-code-wrong',
      'employee-suspended',
      'signed-in-before',
      'login-taken',
      'rate-limited',
      'cross-site',
      'validation-failed',
    ],
    handler: firstSignIn,
  }),
]
