// A stand-in of KCS on this machine: reads calls within bounds, knows its key, and hands each call to the part that it is for.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { sameBytes } from '../../../http-callback'

/** What is kept at most of an agent that calls in a circle. */
export const MOST_KEPT = 10_000

const BODY_BYTES = 1024 * 1024

export interface Call {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Whether it shows the API key. */
  hasKey: boolean
  /** Throws for one that is too large; its line is then cut. */
  body(): Promise<Buffer>
  response: ServerResponse
}

/** Answers the calls that are for it; returns whether this one was. */
export type Part = (call: Call) => boolean | Promise<boolean>

export interface Served {
  url: string
  close(): Promise<void>
}

/** Serves the parts on the port of 127.0.0.1; 0 takes a free one. */
export async function serveParts(port: number, key: string, parts: readonly Part[]): Promise<Served> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, url = '/' } = request
    const shown = Buffer.from(headers.authorization ?? '')
    const hasKey = sameBytes(shown, Buffer.from(`Bearer ${key}`))
    const path = url.split('?')[0]!
    const call: Call = { method, path, headers, hasKey, body: () => bytesOf(request), response }
    for (const part of parts) if (await part(call)) return
    reply(call, 404, { code: 'not-found' })
  }
}

/** Answers with JSON. */
export function reply(
  { response }: Call,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** KCS cannot take it now. */
export function replyBusy(call: Call): void {
  reply(call, 503, { code: 'service-unavailable' }, { 'retry-after': '1' })
}

/** It does not show the API key. */
export function replyKeyInvalid(call: Call): void {
  reply(call, 401, { code: 'key-invalid' })
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > BODY_BYTES) throw new Error('the body is too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
