// One line per request: what was asked of which route, by whom, with what end; never a body, a query or a token.

import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import type { Route } from '../http/route'
import type { Identity } from '../../services/access/right/identity'

export function accessLog(logger: Logger): Middleware {
  return async (ctx, next) => {
    const began = performance.now()
    const write = (): void => {
      const row = ctx.state['route'] as Route | undefined
      const level = ctx.status >= 500 ? 'error' : 'info'
      logger[level](
        {
          requestId: ctx.state['requestId'],
          method: ctx.method,
          // The pattern, for paths can hold tokens.
          route: row?.path ?? null,
          status: ctx.status,
          code: ctx.state['code'],
          caller: callerName(ctx.state['identity'] as Identity | undefined),
          ms: Math.round(performance.now() - began),
          ...(ctx.res.writableFinished ? {} : { broken: true }),
        },
        'request',
      )
    }
    // Where a caller has gone away, the fault is known only after the connection is closed.
    const closed = new Promise<void>((resolve) => ctx.res.once('close', resolve))
    const handled = next()
    void Promise.allSettled([closed, handled]).then(write)
    await handled
  }
}

function callerName(identity: Identity | undefined): string | null {
  if (identity?.kind === 'agent') return `agent:${identity.agent.id}`
  return identity?.kind === 'account' ? `account:${identity.account.login}` : null
}
