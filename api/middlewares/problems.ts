// Every fault as problem+json, or as a page for a person; none leaves this process in another form.

import type { IncomingMessage } from 'node:http'
import type { Middleware } from 'koa'
import type { ApiDeps } from '../deps'
import { asFault, problemOf } from '../errors'
import { drawFault } from '../pages/fault'
import { PAGE_HEADERS, wantsPage } from '../pages/frame'

/** Unknown faults are logged with their stack and returned as `internal`, without their words. */
export function problems({
  logger,
  faultOfDatabase,
}: Pick<ApiDeps, 'logger' | 'faultOfDatabase'>): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const fault = asFault(faultOfDatabase(error))
      const problem = problemOf(fault, ctx.path, String(ctx.state['requestId']))
      ctx.state['code'] = fault.code
      if (fault.code === 'internal') logger.error({ requestId: problem.requestId, err: error }, 'internal')
      if (ctx.headerSent || ctx.respond === false) return void ctx.res.destroy()
      if (fault.retryAfterSeconds !== undefined) ctx.set('retry-after', String(fault.retryAfterSeconds))
      if (problem.status === 401) ctx.set('www-authenticate', 'Bearer realm="kcs"')
      // What is left of a body is not read, so that the connection cannot carry another request.
      if (hasBody(ctx.req) && !ctx.req.complete) ctx.set('connection', 'close')
      ctx.status = problem.status
      // A person before a browser gets a page.
      if (wantsPage(ctx)) {
        ctx.set(PAGE_HEADERS)
        ctx.body = drawFault(ctx, problem)
        return
      }
      ctx.set('cache-control', 'no-store')
      ctx.body = JSON.stringify(problem)
      ctx.set('content-type', 'application/problem+json')
    }
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
