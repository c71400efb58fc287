// The small HTTP server under every reference agent: routes, limits, and faults on its wire routes.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Fault, type KnobBoard } from './knobs'

export interface Call {
  /** Parts of the path that the pattern names with a colon. */
  params: Readonly<Record<string, string>>
  headers: IncomingMessage['headers']
  /** The whole body. Throws Refusal 413 beyond `limit` bytes. */
  bytes(limit?: number): Promise<Buffer>
  /** The body as JSON. Throws Refusal 415 unless it is sent as JSON, so that no web page can post it unasked. */
  json(limit?: number): Promise<unknown>
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface Route {
  method: string
  pattern: string
  /** Part of the protocol: meets the faults set on this board. */
  knobs?: KnobBoard
  handle(call: Call): Promise<Reply>
}

/** Thrown by handlers to answer a status with a JSON body. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`answered ${status}`)
  }
}

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function startServer(
  port: number,
  routes: readonly Route[],
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch(() => response.destroy())
  })
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

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://agent')
  const method = request.method ?? 'GET'
  const found = findRoute(routes, method, pathname)
  if (!found) return send(response, json(404, { code: 'not-found' }))
  const { route, params } = found
  const fault = route.knobs?.next(method, pathname) ?? null
  const slowMs = route.knobs?.knobs.slowMs ?? 0
  if (slowMs > 0) await wait(slowMs)
  if (fault && !fault.afterEffect) return spoil(fault, request, response)
  const reply = await Promise.resolve(callOf(request, params)).then(route.handle).catch(replyOfError)
  if (fault) return spoil(fault, request, response)
  send(response, reply)
}

function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
    const match = route.method === method ? pattern.exec(path) : null
    if (!match) continue
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ])
    return { route, params: Object.fromEntries(params) as Record<string, string> }
  }
  return null
}

function callOf(request: IncomingMessage, params: Record<string, string>): Call {
  const bytes = async (limit = 1024 * 1024) => {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size > limit) throw new Refusal(413, { code: 'too-large' })
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
  }
  return {
    params,
    headers: request.headers,
    bytes,
    async json(limit) {
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
        throw new Refusal(415, { code: 'media-type-unsupported' })
      }
      const text = (await bytes(limit)).toString('utf8')
      try {
        return JSON.parse(text)
      } catch {
        throw new Refusal(400, { code: 'body-not-json' })
      }
    },
  }
}

function replyOfError(error: unknown): Reply {
  if (error instanceof Refusal) return json(error.status, error.body)
  if (error instanceof Error && error.name === 'ZodError' && 'issues' in error) {
    return json(400, { code: 'validation-failed', issues: error.issues })
  }
  // A caller that hung up gets no answer and is no fault of ours.
  if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') console.error(error)
  return json(500, { code: 'internal' })
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, reply.headers)
  response.end(reply.body)
}

async function spoil(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<void> {
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
      for (let sent = 0; sent < 1024 && !response.destroyed; sent += 1) {
        if (!response.write(block)) await Promise.race([once(response, 'drain'), once(response, 'close')])
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
