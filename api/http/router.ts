// The router made of the table of routes; unknown paths and wrong methods have responses of their own.

import { Router } from '@koa/router'
import type { Middleware } from 'koa'
import { KcsError } from '../../domain/common/error'
import { rawSlashReader } from './raw-slash'
import type { Route } from './route'
import { runRoute, type RunDeps } from './run-route'

/** Throws KcsError `not-found` where no row matches, `method-not-allowed` with the Allow header for a wrong method. */
export function createRouter(
  routes: readonly Route[],
  deps: RunDeps,
): { middleware: Middleware; fallback: Middleware } {
  const router = new Router()
  for (const row of routes) {
    router[row.method](row.path, async (ctx) => {
      ctx.state['route'] = row
      await runRoute(row, ctx, deps)
    })
  }
  const fallback: Middleware = async (ctx) => {
    const methods = router.match(ctx.path, ctx.method).path.flatMap((layer) => layer.methods)
    if (methods.length === 0) throw new KcsError('not-found')
    ctx.set('allow', [...new Set([...methods, 'OPTIONS'])].join(', '))
    if (ctx.method !== 'OPTIONS') throw new KcsError('method-not-allowed')
    ctx.status = 204
  }
  const rawSlash = rawSlashReader(routes)
  const routesMiddleware = router.routes() as unknown as Middleware
  const middleware: Middleware = (ctx, next) => {
    ctx.path = rawSlash(ctx.path)
    return routesMiddleware(ctx, next)
  }
  return { middleware, fallback }
}
