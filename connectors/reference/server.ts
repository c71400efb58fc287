// The HTTP server under every reference agent: Koa, with refusals as JSON and limits on what is read.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type Router } from '@koa/router'
import Koa, { type Context, type Next } from 'koa'

const BODY_BYTES = 1024 * 1024

/** Thrown by handlers to refuse a request with a JSON body. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`refused with ${status}`)
  }
}

/** Sets the response; an object is sent as JSON. */
export function reply(
  ctx: Context,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  ctx.status = status
  ctx.set(headers)
  ctx.body = body
}

/** Reads the whole body. Throws Refusal 413 beyond `limit` bytes. */
export async function bytesOf(ctx: Context, limit = BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req) {
    size += (chunk as Buffer).length
    if (size > limit) throw new Refusal(413, { code: 'too-large' })
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** Reads the body as JSON. Throws Refusal 415 unless it is sent as JSON, so that no web page can post it unasked. */
export async function jsonOf(ctx: Context, limit?: number): Promise<unknown> {
  if (!/^application\/json\b/.test(ctx.get('content-type'))) {
    throw new Refusal(415, { code: 'media-type-unsupported' })
  }
  const text = (await bytesOf(ctx, limit)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, { code: 'body-not-json' })
  }
}

/** Makes a response of what a handler threw. */
export async function refusals(ctx: Context, next: Next): Promise<void> {
  try {
    await next()
  } catch (error) {
    if (error instanceof Refusal) return reply(ctx, error.status, error.body)
    if (error instanceof Error && error.name === 'ZodError' && 'issues' in error) {
      return reply(ctx, 400, { code: 'validation-failed', issues: error.issues })
    }
    // A caller that hung up gets no response and is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') console.error(error)
    reply(ctx, 500, { code: 'internal' })
  }
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function startServer(
  port: number,
  routers: readonly Router[],
): Promise<{ url: string; stop(): Promise<void> }> {
  const koa = new Koa()
  koa.silent = true
  koa.use(refusals)
  for (const router of routers) koa.use(router.routes())
  koa.use((ctx) => reply(ctx, 404, { code: 'not-found' }))
  const handle = koa.callback()
  const server = createServer((request, response) => void handle(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => stopServer(server),
  }
}

async function stopServer(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  if (server.listening) await once(server, 'close')
}
