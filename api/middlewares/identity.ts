// Puts on each request who asks; whether that is enough is for the route to say.

import type { Middleware } from 'koa'
import type { ApiDeps } from '../deps'
import { judge } from '../identity/judge'

export function identity(deps: ApiDeps): Middleware {
  return async (ctx, next) => {
    await judge(ctx, deps)
    await next()
  }
}
