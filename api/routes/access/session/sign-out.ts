// DELETE /v1/session

import { sessionCookie } from '../../../identity/session-cookie'
import { route } from '../../../http/route'
import { signOut, signOutErrors } from '../../../../services/access/session/sign-out'

export const signOutRoute = route({
  method: 'delete',
  path: '/v1/session',
  operationId: 'signOut',
  summary: 'Sign out',
  tag: 'Session',
  access: 'person',
  responses: { 204: { description: 'The session has ended.' } },
  errors: [...signOutErrors, 'session-ended', 'cross-site'],
  handler: async ({ deps, identity, now }) => {
    await signOut(deps, identity, now)
    return { status: 204, headers: { 'set-cookie': sessionCookie(deps.settings.publicUrl, null) } }
  },
})
