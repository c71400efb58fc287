// POST /v1/service-levels/explain: which times a letter would have, and why.

import {
  explainServiceLevel,
  explainServiceLevelErrors,
} from '../../../../services/letters/service-level/explain'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentLevelAnswer } from './presenter'
import { levelAnswerSchema, levelQuestionSchema } from './schema'

export const explainServiceLevelRoute = route({
  method: 'post',
  path: '/v1/service-levels/explain',
  operationId: 'explainServiceLevel',
  summary: 'Which times a letter would have in an office and why, in words of both languages',
  description:
    'For a hypothetical letter, or for a citizen at the counter: each clock as it would run if the letter came and was taken at ' +
    'the instant, and the service delivery time that an acknowledgement slip carries. Nothing is written.',
  tag: 'Service levels',
  access: 'known',
  body: { schema: levelQuestionSchema },
  responses: { 200: { description: 'The times, and why they are these.', schema: levelAnswerSchema } },
  errors: [...explainServiceLevelErrors, 'validation-failed'],
  handler: async ({ deps, body, now }) => {
    const { office = null, officeKind = '', at, ...letter } = body
    const question = { ...letter, office, officeKind, stated: {}, at: instantOf(at) ?? now }
    return { status: 200, body: presentLevelAnswer(await explainServiceLevel(deps, question)) }
  },
})
