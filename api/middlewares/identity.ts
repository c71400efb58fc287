// Puts on each request who asks; whether that is enough is for the route to say.

import type { Middleware } from 'koa'
import type { ApiDeps } from '../deps'
import { identify } from '../identity/identify'

export function identity(deps: ApiDeps): Middleware {
  return async (ctx, next) => {
    ctx.state['identity'] = await identify(deps, {
      ...(ctx.req.headers.authorization === undefined
        ? {}
        : { authorization: ctx.req.headers.authorization }),
      ...(ctx.req.headers.cookie === undefined ? {} : { cookie: ctx.req.headers.cookie }),
    })
    await next()
  }
}
