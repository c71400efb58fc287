// The registered flows and their runs, for operators.

import { route, type Route } from '../../../http/route'
import { listFlows, queryRun, readRun, signalRun, startRun } from './handlers'
import {
  answerSchema,
  flowListSchema,
  flowParams,
  queryParams,
  runParams,
  runSchema,
  signalParams,
  startedSchema,
  startSchema,
  toldSchema,
} from './schema'

const tag = 'Flows'
const access = { roles: ['operator', 'admin'] } as const

export const flows: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/flows',
    operationId: 'listFlows',
    summary: 'The registered flows and their messages',
    tag,
    access: 'known',
    answers: { 200: { description: 'The flows.', schema: flowListSchema } },
    errors: [],
    handler: listFlows,
  }),
  route({
    method: 'post',
    path: '/v1/flows/:name',
    operationId: 'startRun',
    summary: 'Start the run of a subject; one that runs or has ended is answered the same',
    tag,
    access,
    params: flowParams,
    body: { schema: startSchema },
    answers: { 202: { description: 'It runs, or has run.', schema: startedSchema } },
    errors: ['forbidden', 'flow-unknown', 'not-found', 'service-unavailable'],
    handler: startRun,
  }),
  route({
    method: 'get',
    path: '/v1/flows/:name/:id',
    operationId: 'readRun',
    summary: 'The newest run of a subject',
    tag,
    access,
    params: runParams,
    answers: { 200: { description: 'The run.', schema: runSchema } },
    errors: ['forbidden', 'flow-unknown', 'not-found', 'service-unavailable'],
    handler: readRun,
  }),
  route({
    method: 'post',
    path: '/v1/flows/:name/:id/signals/:signal',
    operationId: 'signalRun',
    summary: 'Tell a run something',
    tag,
    access,
    params: signalParams,
    rawBody: ['application/json'],
    answers: { 202: { description: 'It is told.', schema: toldSchema } },
    errors: ['forbidden', 'flow-unknown', 'flow-message-unknown', 'validation-failed', 'service-unavailable'],
    handler: signalRun,
  }),
  route({
    method: 'get',
    path: '/v1/flows/:name/:id/queries/:query',
    operationId: 'queryRun',
    summary: 'Ask a run something',
    tag,
    access,
    params: queryParams,
    answers: { 200: { description: 'Its answer.', schema: answerSchema } },
    errors: ['forbidden', 'flow-unknown', 'flow-message-unknown', 'not-found', 'service-unavailable'],
    handler: queryRun,
  }),
]
