// All routes: one line per resource.

import type { Route } from '../http/route'
import { dispatches } from './dispatches'
import { sessions } from './session'
import { tapals } from './tapals'

export const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  session: sessions,
  dispatches,
  tapals,
}
