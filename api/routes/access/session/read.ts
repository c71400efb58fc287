// GET /v1/session

import { requirePerson, requirePersonErrors } from '../../../../services/access/right/identity'
import { route } from '../../../http/route'
import { presentSession } from './presenter'
import { sessionSchema } from './schema'

export const readSessionRoute = route({
  method: 'get',
  path: '/v1/session',
  operationId: 'readSession',
  summary: 'Who is signed in',
  tag: 'Session',
  access: 'person',
  givesSecret: true,
  responses: { 200: { description: 'Who is signed in, and the seats held now.', schema: sessionSchema } },
  errors: [...requirePersonErrors, 'session-ended'],
  handler: async ({ deps, identity }) => ({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: await presentSession(deps.repositories, requirePerson(identity)),
  }),
})
