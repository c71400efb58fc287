// The API as one Koa application, made of what it is given.

import Koa from 'koa'
import type { ApiDeps } from './deps'
import { createFeed } from './feed'
import { createRouter } from './http/router'
import { createGuesses } from './identity/guesses'
import { accessLog } from './middlewares/access-log'
import { compression } from './middlewares/compression'
import { host } from './middlewares/host'
import { identity } from './middlewares/identity'
import { createMetrics } from './middlewares/metrics'
import { portal } from './middlewares/portal'
import { problems } from './middlewares/problems'
import { rateLimit } from './middlewares/rate-limit'
import { requestId } from './middlewares/request-id'
import { securityHeaders } from './middlewares/security-headers'
import { openApiDocument } from './openapi'
import { collectionOf } from './openapi/collection'
import { ALL_ROUTES } from './routes'
import type { Shared } from './shared'
import { version } from './version'
import { createWaiting } from './waiting'

export interface Api {
  koa: Koa
  shared: Shared
  /** Ends the streams and the calls that wait for news, and waits for work that goes on after responses, at most the given time. */
  close(timeoutMs: number): Promise<void>
  /** Resolves when nothing that services left for soon is under way, or after the time. */
  settled(timeoutMs: number): Promise<void>
}

/** Opens nothing by itself: no port, no connection. */
export function createApi(deps: ApiDeps): Api {
  const { logger, settings, repositories } = deps
  let apiFiles: ReturnType<Shared['apiFiles']> | undefined
  const shared: Shared = {
    metrics: createMetrics(repositories.dispatches),
    guessesFrom: createGuesses(settings.limits.failedSignIns),
    feed: createFeed(repositories.feed, logger),
    waiting: createWaiting(),
    apiFiles: () => (apiFiles ??= makeApiFiles(deps)),
  }
  const { middleware, fallback } = createRouter(ALL_ROUTES, { deps, shared })
  const koa = new Koa()
  // `problems` turns faults into responses; what comes here is a stream that broke under way.
  koa.on('error', (error: unknown) => logger.debug({ err: error }, 'response broken off'))
  koa
    .use(requestId())
    .use(accessLog(logger))
    .use(shared.metrics.middleware)
    .use(compression())
    .use(problems(deps))
    .use(host())
    .use(securityHeaders(settings.publicUrl.startsWith('https:')))
    .use(portal(settings.uiFolder, new Set(ALL_ROUTES.map(({ path }) => path.split('/')[1] ?? ''))))
    .use(identity(deps))
    .use(rateLimit(settings.limits.requestsPerMinute))
    .use(middleware)
    .use(fallback)
  return {
    koa,
    shared,
    settled: (timeoutMs) => deps.settled(timeoutMs),
    async close(timeoutMs) {
      shared.waiting.stop()
      await shared.feed.stop()
      await deps.settled(timeoutMs)
    },
  }
}

function makeApiFiles({ agentProtocol, settings }: ApiDeps): ReturnType<Shared['apiFiles']> {
  const served = { version: version(), url: settings.publicUrl, protocol: agentProtocol }
  const document = openApiDocument(ALL_ROUTES, served)
  return { openApi: JSON.stringify(document), collection: JSON.stringify(collectionOf(document)) }
}
