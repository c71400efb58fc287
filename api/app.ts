// The API as one Koa application, made of what it is given.

import Koa from 'koa'
import type { ApiDeps } from './deps'
import { createFeed } from './feed'
import { createBackground } from './http/background'
import { createRouter } from './http/router'
import { accessLog } from './middlewares/access-log'
import { csrf } from './middlewares/csrf'
import { identity } from './middlewares/identity'
import { createMetrics } from './middlewares/metrics'
import { problems } from './middlewares/problems'
import { rateLimit } from './middlewares/rate-limit'
import { requestId } from './middlewares/request-id'
import { securityHeaders } from './middlewares/security-headers'
import { ROUTES } from './routes'
import type { Services } from './services'

export interface Api {
  koa: Koa
  services: Services
  /** Ends the streams and waits for what is under way after answers, at most the given time. */
  close(timeoutMs: number): Promise<void>
}

/** Opens nothing by itself: no port, no connection. */
export function createApi(deps: ApiDeps): Api {
  const { logger, settings, repositories } = deps
  const services: Services = {
    background: createBackground(logger),
    metrics: createMetrics(repositories.dispatches),
    feed: createFeed(repositories.events, logger),
  }
  const { middleware, fallback } = createRouter(Object.values(ROUTES).flat(), { deps, services })
  const koa = new Koa()
  // Faults are answered by `problems`; what comes here is a stream that broke under way.
  koa.on('error', (error: unknown) => logger.debug({ err: error }, 'answer broken off'))
  koa
    .use(requestId())
    .use(accessLog(logger))
    .use(services.metrics.middleware)
    .use(problems(logger))
    .use(securityHeaders(settings.publicUrl.startsWith('https:')))
    .use(identity(deps))
    .use(rateLimit(settings.limits.requestsPerMinute))
    .use(csrf(deps))
    .use(middleware)
    .use(fallback)
  return {
    koa,
    services,
    async close(timeoutMs) {
      await services.feed.stop()
      await services.background.settled(timeoutMs)
    },
  }
}
