// The HTTP server around the API: its limits, and how it stops.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type ErrorCode, KcsError } from '../domain/common/error'
import type { Api } from './app'
import { problemOf } from './errors'

/** Uploads on a thin line take their time; a JSON body has a shorter limit of its own. */
const REQUEST_MS = 5 * 60_000
const HEADERS_MS = 10_000
const HEADER_BYTES = 16 * 1024
const KEEP_ALIVE_MS = 65_000
/** How often a stopping server looks for connections that have nothing to do any more. */
const IDLE_LOOK_MS = 50

export interface RunningServer {
  port: number
  /** Takes no more requests, finishes those under way, and breaks off what has not ended by then. */
  stop(graceMs: number): Promise<void>
}

export async function serve(api: Api, at: { host: string; port: number }): Promise<RunningServer> {
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES,
      connectionsCheckingInterval: 2_000,
      // Judged with the other faults of a request, which have a body.
      requireHostHeader: false,
    },
    api.koa.callback(),
  )
  server.on('clientError', refuseBroken)
  server.on('checkExpectation', refuseExpectation)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, stop: (graceMs) => stop(server, api, graceMs) }
}

async function stop(server: Server, api: Api, graceMs: number): Promise<void> {
  const began = Date.now()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const breakOff = setTimeout(() => server.closeAllConnections(), graceMs)
  // Ends the streams, which would stay open without end. Connections are kept alive by callers, and are only closed
  // once their last response has left.
  await api.close(graceMs)
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(breakOff)
  await api.settled(Math.max(0, graceMs - (Date.now() - began)))
}

function faultOf(error: NodeJS.ErrnoException): { status: string; code: ErrorCode } {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: '431 Request Header Fields Too Large', code: 'head-too-large' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: '408 Request Timeout', code: 'body-cut' }
    case 'HPE_INVALID_EOF_STATE':
      return { status: '400 Bad Request', code: 'body-cut' }
    default:
      return { status: '400 Bad Request', code: 'request-malformed' }
  }
}

function brokenProblem(code: ErrorCode, status: number): string {
  return JSON.stringify({ ...problemOf(new KcsError(code), '', crypto.randomUUID()), status })
}

/** Responds to what never became a request, and closes its connection; never into a response that is under way. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy()
  const { status, code } = faultOf(error)
  const body = brokenProblem(code, Number(status.slice(0, 3)))
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** A request before has come whole, and its response is under way or still to come. Node keeps it at the socket. */
function isAnswering(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  const response = socket._httpMessage
  return Boolean(response && (response.headersSent || response.req.complete))
}

/** What a caller expects of us beside 100-continue is not there. */
function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const headers = { 'content-type': 'application/problem+json', connection: 'close' }
  response.writeHead(417, headers).end(brokenProblem('request-malformed', 417))
}
