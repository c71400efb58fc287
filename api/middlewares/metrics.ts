// What is counted for the operators' monitoring; labels hold route patterns and codes only.

import type { Middleware } from 'koa'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Repositories } from '../../database'

export interface Metrics {
  middleware: Middleware
  /** Counts an accepted dispatch. */
  accepted(): void
  /** All figures in the text format of Prometheus. */
  text(): Promise<{ contentType: string; body: string }>
}

/** A registry per app, so that two in one process do not count into each other. */
export function createMetrics(dispatches: Pick<Repositories['dispatches'], 'outboxSize'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'kcs_http_request_seconds',
    help: 'Time from the request to its response.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const acceptedCounter = new Counter({
    name: 'kcs_dispatches_accepted_total',
    help: 'Dispatches accepted by this process.',
    registers: [registry],
  })
  new Gauge({
    name: 'kcs_outbox_dispatches',
    help: 'Dispatches accepted whose workflow is not started; -1 when the database does not answer.',
    registers: [registry],
    async collect() {
      this.set(await dispatches.outboxSize().catch(() => -1))
    },
  })
  return {
    accepted: () => acceptedCounter.inc(),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
    middleware: async (ctx, next) => {
      const stop = requests.startTimer({ method: ctx.method })
      ctx.res.once('close', () => {
        const row = ctx.state['route'] as { path: string } | undefined
        stop({ route: row?.path ?? 'none', status: ctx.res.writableFinished ? String(ctx.status) : 'broken' })
      })
      await next()
    },
  }
}
