// The side of KCS that reference agents call: documents, dispatches and call-backs, with every call kept for the test.

import { createHash } from 'node:crypto'
import { Router } from '@koa/router'
import { type Context } from 'koa'
import { bytesOf, Refusal, reply, startServer } from '../../connectors/reference/server'
import { PDF, PDF_SHA256 } from './specimen'

export interface Received {
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
}

export interface Gateway {
  url: string
  apiKey: string
  documents: Map<string, Buffer>
  dispatches: Received[]
  callbacks: Received[]
  /** How many calls it still answers with 503. */
  failures: number
  stop(): Promise<void>
}

const API_KEY = 'kcs_test_key'

/** Starts it on 127.0.0.1, on the given port or a free one; it holds the specimen document. */
export async function startGateway(port = 0): Promise<Gateway> {
  const gateway: Gateway = {
    url: '',
    apiKey: API_KEY,
    documents: new Map([[PDF_SHA256, PDF]]),
    dispatches: [],
    callbacks: [],
    failures: 0,
    stop: () => Promise.resolve(),
  }
  const server = await startServer(port, [routes(gateway)])
  return Object.assign(gateway, server)
}

function routes(gateway: Gateway): Router {
  const router = new Router()
  const keep = async (ctx: Context): Promise<Received> => ({
    headers: ctx.headers as Received['headers'],
    body: await bytesOf(ctx),
  })
  router.use((ctx, next) => {
    if (gateway.failures > 0) {
      gateway.failures -= 1
      throw new Refusal(503, { code: 'service-unavailable' })
    }
    // Call-backs carry proofs of their own.
    if (!ctx.path.startsWith('/v1/callbacks/') && ctx.get('authorization') !== `Bearer ${API_KEY}`)
      throw new Refusal(401, { code: 'key-invalid' })
    return next()
  })
  router.get('/v1/documents/:sha256/content', (ctx) => {
    const content = gateway.documents.get(ctx.params.sha256!)
    if (content) reply(ctx, 200, content)
    else reply(ctx, 404, { code: 'document-unknown' })
  })
  router.post('/v1/documents', async (ctx) => {
    const body = await bytesOf(ctx, 60_000_000)
    const sha256 = createHash('sha256').update(body).digest('hex')
    gateway.documents.set(sha256, body)
    reply(ctx, 201, { sha256, size: body.length })
  })
  router.post('/v1/dispatches', async (ctx) => {
    gateway.dispatches.push(await keep(ctx))
    reply(ctx, 202, { id: `dispatch-${ctx.get('idempotency-key')}`, state: 'accepted' })
  })
  router.post('/v1/callbacks/:endpoint', async (ctx) => {
    gateway.callbacks.push(await keep(ctx))
    reply(ctx, 200, { accepted: 1 })
  })
  return router
}
