// The faults that are set on the knobs, as middleware of the routes that KCS calls.

import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { type Context, type Next } from 'koa'
import { type Fault, type KnobBoard } from './knobs'

/** Makes a request meet the fault that is set for it; some faults let the request have its effect first. */
export function faults(board: KnobBoard): (ctx: Context, next: Next) => Promise<void> {
  return async (ctx, next) => {
    const fault = board.next(ctx.method, ctx.path)
    const { slowMs } = board.knobs
    if (slowMs > 0) await wait(slowMs)
    if (!fault || fault.afterEffect) await next()
    if (fault) await spoil(fault, ctx)
  }
}

async function spoil(fault: Fault, ctx: Context): Promise<void> {
  const { req: request, res: response } = ctx
  // From here on the response is ours and not Koa's.
  ctx.respond = false
  for (const header of response.getHeaderNames()) response.removeHeader(header)
  response.statusCode = 200
  request.resume()
  switch (fault.mode) {
    case 'answer':
      response.writeHead(fault.status, fault.headers)
      response.end(fault.body)
      return
    case 'cut':
      request.socket.destroy()
      return
    case 'hang':
      return
    case 'flood': {
      const block = Buffer.alloc(1024 * 1024, 'x')
      const closed = once(response, 'close').catch(() => undefined)
      for (let blocks = 0; blocks < 1024 && !response.destroyed; blocks += 1) {
        if (!response.write(block)) await Promise.race([once(response, 'drain'), closed])
      }
      response.end()
      return
    }
    case 'drip':
      while (!response.destroyed) {
        response.write(' ')
        await wait(20)
      }
  }
}
