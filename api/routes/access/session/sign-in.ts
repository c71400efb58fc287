// POST /v1/session

import { route } from '../../../http/route'
import { signIn, signInErrors } from '../../../../services/access/session/sign-in'
import { presentBegun } from './presenter'
import { sessionDoc, signInSchema } from './schema'

export const signInRoute = route({
  method: 'post',
  path: '/v1/session',
  operationId: 'signIn',
  summary: 'Sign in',
  description:
    'The response sets the cookie of the session; its `csrfToken` goes into X-CSRF-Token of every call ' +
    'that changes something.',
  tag: 'Session',
  access: 'open',
  ownSite: 'origin',
  body: { schema: signInSchema },
  givesSecret: true,
  responses: { 201: sessionDoc },
  errors: [...signInErrors, 'cross-site', 'validation-failed'],
  handler: async ({ deps, shared, identity, body, ctx, now }) => {
    const guesses = shared.guessesFrom(ctx.req.socket.remoteAddress)
    return presentBegun(deps, await signIn({ ...deps, guesses }, identity, body, now))
  },
})
