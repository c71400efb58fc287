// POST /v1/first-sign-in

import { route } from '../../../http/route'
import { firstSignIn, firstSignInErrors } from '../../../../services/access/session/first-sign-in'
import { presentBegun } from './presenter'
import { firstSignInSchema, sessionDoc } from './schema'

export const firstSignInRoute = route({
  method: 'post',
  path: '/v1/first-sign-in',
  operationId: 'firstSignIn',
  summary: 'Open an account by number and one-time code, and sign in',
  tag: 'Session',
  access: 'open',
  ownSite: 'origin',
  body: { schema: firstSignInSchema },
  givesSecret: true,
  responses: { 201: sessionDoc },
  errors: [...firstSignInErrors, 'cross-site', 'validation-failed'],
  handler: async ({ deps, shared, identity, body, ctx, now }) => {
    const guesses = shared.guessesFrom(ctx.req.socket.remoteAddress)
    return presentBegun(deps, await firstSignIn({ ...deps, guesses }, identity, body, now))
  },
})
