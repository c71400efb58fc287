// The session of an officer in the portal.

import type { Route } from '../../../http/route'
import { firstSignInRoute } from './first-sign-in'
import { readSessionRoute } from './read'
import { setLanguageRoute } from './set-language'
import { signInRoute } from './sign-in'
import { signOutRoute } from './sign-out'

export const sessions: readonly Route[] = [
  signInRoute,
  readSessionRoute,
  signOutRoute,
  setLanguageRoute,
  firstSignInRoute,
]
