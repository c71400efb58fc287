// A name for each request, for the log and for people who ask what went wrong.

import type { Middleware } from 'koa'

/** Takes the caller's X-Request-Id where it is harmless, else makes one. */
export function requestId(): Middleware {
  return async (ctx, next) => {
    const requestedId = ctx.get('x-request-id')
    const id = /^[A-Za-z0-9_-]{8,64}$/.test(requestedId) ? requestedId : crypto.randomUUID()
    ctx.state['requestId'] = id
    ctx.set('x-request-id', id)
    await next()
  }
}
