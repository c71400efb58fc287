// Authenticates each request; whether the caller may do what the route does is checked there.

import type { Middleware } from 'koa'
import type { ApiDeps } from '../deps'
import { authenticate } from '../identity/authenticate'

export function identity(deps: ApiDeps): Middleware {
  return async (ctx, next) => {
    await authenticate(ctx, deps)
    await next()
  }
}
