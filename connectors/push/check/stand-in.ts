// A stand-in of KCS for an agent under check: gives documents out, hears its call-backs, and fails where it is told to.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { isKcsError } from '../../../domain/common/error'
import { sameBytes } from '../../http-callback'
import { readReports, wordsOf } from '../../reading'
import type { AgentReport } from '../../report'
import { checkSignature } from '../../signature'
import { agentReport } from '../mapper'
import { reportSchema } from '../schema'

/** How a document is given out once; `right` from then on. */
export type Giving = 'busy' | 'broken' | 'spoilt' | 'right'

/** A request for a document. */
export interface Fetching {
  sha256: string
  /** Whether it showed the API key. */
  hasKey: boolean
  range: string | undefined
  given: Giving
}

/** A call-back as it was heard and answered. */
export interface Heard {
  /** What was wrong with it as a whole or with its reports, in plain words. */
  fault: { of: 'address' | 'signature' | 'report'; detail: string } | null
  reports: AgentReport[]
  status: number
  at: Date
}

export interface CallbackStandIn {
  url: string
  fetchings: Fetching[]
  heard: Heard[]
  /** Gives a document out from now on, at first in these ways. */
  lay(sha256: string, content: Buffer, ways?: readonly Giving[]): void
  /** So many of the next call-backs that are well are answered with 503. */
  failCallbacks(times: number): void
  close(): Promise<void>
}

const BODY_BYTES = 1024 * 1024
/** What is kept of an agent that calls in a circle. */
const MOST_KEPT = 10_000

/** Serves on the port of 127.0.0.1; 0 takes a free one. */
export async function openCallbackStandIn(
  port: number,
  { key, secret, endpoint }: { key: string; secret: string; endpoint: string },
): Promise<CallbackStandIn> {
  const documents = new Map<string, { content: Buffer; ways: Giving[] }>()
  let failures = 0
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const standIn: CallbackStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetchings: [],
    heard: [],
    lay: (sha256, content, ways = []) => void documents.set(sha256, { content, ways: [...ways] }),
    failCallbacks: (times) => void (failures = times),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return standIn

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', standIn.url)
    const [, sha256] = /^\/v1\/documents\/([^/]+)\/content$/.exec(pathname) ?? []
    if (request.method === 'GET' && sha256 !== undefined) return give(request, response, sha256)
    if (request.method === 'POST' && pathname.startsWith('/v1/callbacks/')) {
      const heard = hear(request, pathname, await bytesOf(request))
      if (standIn.heard.length < MOST_KEPT) standIn.heard.push(heard)
      return answerHeard(response, heard)
    }
    reply(response, 404, { code: 'not-found' })
  }

  function give(request: IncomingMessage, response: ServerResponse, sha256: string): void {
    const document = documents.get(sha256)
    const hasKey = sameBytes(Buffer.from(request.headers.authorization ?? ''), Buffer.from(`Bearer ${key}`))
    const { range } = request.headers
    const given = hasKey ? (document?.ways.shift() ?? 'right') : 'right'
    if (standIn.fetchings.length < MOST_KEPT) standIn.fetchings.push({ sha256, hasKey, range, given })
    if (!hasKey) return reply(response, 401, { code: 'key-invalid' })
    if (!document) return reply(response, 404, { code: 'document-unknown' })
    if (given === 'busy') return reply(response, 503, { code: 'service-unavailable' }, { 'retry-after': '1' })
    sendDocument(response, document.content, range, given)
  }

  function hear({ headers }: IncomingMessage, pathname: string, body: Buffer): Heard {
    const wrong = (of: NonNullable<Heard['fault']>['of'], detail: string, status: number): Heard => {
      return { fault: { of, detail }, reports: [], status, at: new Date() }
    }
    if (pathname !== `/v1/callbacks/${endpoint}`)
      return wrong('address', `It called ${pathname}; here its endpoint is ${endpoint}.`, 404)
    try {
      const request = { headers: headers as Record<string, string | undefined>, body, receivedAt: new Date() }
      checkSignature(secret, request)
    } catch (error) {
      if (!isKcsError(error)) throw error
      return wrong('signature', `A call-back came with ${error.code}.`, 401)
    }
    try {
      const read = readReports('reports', reportSchema, agentReport, body)
      const reports = read.flatMap((one) => (one.kind === 'unread' ? [] : [one]))
      const errors = read.flatMap((one) => (one.kind === 'unread' ? one.errors : []))
      if (errors.length > 0) return { ...wrong('report', `${wordsOf(errors)}.`, 422), reports }
      failures -= 1
      return { fault: null, reports, status: failures >= 0 ? 503 : 200, at: new Date() }
    } catch (error) {
      if (!isKcsError(error)) throw error
      return wrong('report', error.detail ?? `${wordsOf(error.errors)}.`, 422)
    }
  }
}

/** The document or the part of it that was asked for; a broken one ends in its middle, a spoilt one has another byte. */
function sendDocument(
  response: ServerResponse,
  content: Buffer,
  range: string | undefined,
  given: Exclude<Giving, 'busy'>,
): void {
  const [, from] = /^bytes=(\d+)-$/.exec(range ?? '') ?? []
  const start = Number(from ?? 0)
  if (start >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
    return
  }
  const part = Buffer.from(content.subarray(start))
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': 'application/pdf',
    'content-length': part.length,
    ...(from === undefined
      ? {}
      : { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  })
  if (given === 'spoilt') part[part.length >> 1]! ^= 1
  if (given !== 'broken') {
    response.end(part)
    return
  }
  // The line breaks once the first half is on it.
  response.write(part.subarray(0, part.length >> 1), () => response.destroy())
}

function answerHeard(response: ServerResponse, { status, reports, fault }: Heard): void {
  if (status === 503) return reply(response, 503, { code: 'service-unavailable' }, { 'retry-after': '1' })
  if (fault) return reply(response, status, { code: `${fault.of}-invalid`, detail: fault.detail })
  reply(response, 200, { accepted: reports.length })
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > BODY_BYTES) throw new Error('the call-back is too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
