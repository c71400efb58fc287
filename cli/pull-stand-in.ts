// A stand-in of KCS for the check of an agent that comes for its letters: gives specimens out and keeps what is said of them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Envelope } from '../connectors/connector'

/** What an agent said of a letter. */
export interface Said {
  id: string
  act: string
  body: Record<string, unknown>
}

interface LaidLetter {
  id: string
  envelope: Envelope
  state: 'free' | 'given' | 'received' | 'recalled' | 'answered'
}

export interface StandIn {
  url: string
  /** Fetchings with the right key, and with another one. */
  fetchings: { right: number; wrong: number }
  said: Said[]
  /** The sha256 of the documents that were sent whole and right, and the ranges that were asked for. */
  documents: { whole: Set<string>; ranges: string[] }
  /** Lays a letter out. */
  lay(id: string, envelope: Envelope): void
  /** Gives the letter out again, as when its lease has ended. */
  release(id: string): void
  recall(id: string): void
  /** The next words of the agent are answered with 503, the next document breaks off or has another byte in its middle. */
  fail(faults: { said?: number; broken?: number; spoilt?: number }): void
  close(): Promise<void>
}

const BODY_BYTES = 1024 * 1024

/** Serves on the port of 127.0.0.1; 0 takes a free one. Whoever shows the key may fetch. */
export async function openStandIn(
  port: number,
  { key, documents }: { key: string; documents: ReadonlyMap<string, Buffer> },
): Promise<StandIn> {
  const letters = new Map<string, LaidLetter>()
  const faults = { said: 0, broken: 0, spoilt: 0 }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetchings: { right: 0, wrong: 0 },
    said: [],
    documents: { whole: new Set(), ranges: [] },
    lay: (id, envelope) => void letters.set(id, { id, envelope, state: 'free' }),
    release: (id) => void (letters.get(id)!.state = 'free'),
    recall: (id) => void (letters.get(id)!.state = 'recalled'),
    fail: (more) => void Object.assign(faults, more),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return standIn

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', standIn.url)
    const [, act] = /^\/v1\/agent\/inwards\/[^/]+\/([a-z]+)$/.exec(pathname) ?? []
    if (!showsKey(request, key)) {
      standIn.fetchings.wrong += 1
      return reply(response, 401, { code: 'key-invalid' })
    }
    if (request.method === 'GET' && pathname === '/v1/agent/inwards') return give(response)
    const document = documents.get(pathname.split('/')[3] ?? '')
    if (request.method === 'GET' && pathname.startsWith('/v1/documents/') && document)
      return send(request, response, document)
    if (request.method === 'POST' && act !== undefined)
      return hear(response, { id: pathname.split('/')[4]!, act, body: await bodyOf(request) })
    reply(response, 404, { code: 'not-found' })
  }

  function give(response: ServerResponse): void {
    standIn.fetchings.right += 1
    const until = new Date(Date.now() + 300_000).toISOString()
    const free = [...letters.values()].filter(({ state }) => state === 'free')
    for (const letter of free) letter.state = 'given'
    const recalled = [...letters.values()].filter(({ state }) => state === 'recalled')
    reply(response, 200, {
      items: free.map(({ id, envelope }) => ({ id, lease: { id: 'check', until, given: 1 }, ...envelope })),
      more: false,
      withdrawals: recalled.map(({ id, envelope: { deliveryKey } }) => {
        return { id, deliveryKey, reference: null, recalledAt: new Date().toISOString() }
      }),
    })
  }

  function hear(response: ServerResponse, said: Said): void {
    const letter = letters.get(said.id)
    if (!letter) return reply(response, 404, { code: 'tapal-unknown' })
    standIn.said.push(said)
    if (faults.said > 0) {
      faults.said -= 1
      return reply(response, 503, { code: 'service-unavailable' }, { 'retry-after': '1' })
    }
    if (said.act === 'receive' && letter.state !== 'recalled') letter.state = 'received'
    if (said.act === 'withdraw') letter.state = 'answered'
    const { deliveryKey } = letter.envelope
    reply(response, 200, { id: said.id, deliveryKey, state: 'delivered', reference: null, diary: null })
  }

  async function send(request: IncomingMessage, response: ServerResponse, document: Buffer): Promise<void> {
    const [range, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
    if (range !== undefined) standIn.documents.ranges.push(range)
    const start = Math.min(Number(from ?? 0), document.length)
    const part = Buffer.from(document.subarray(start))
    response.writeHead(start > 0 ? 206 : 200, {
      'content-type': 'application/pdf',
      'content-length': part.length,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${document.length - 1}/${document.length}` } : {}),
    })
    if (faults.broken > 0) {
      faults.broken -= 1
      response.write(part.subarray(0, part.length >> 1))
      await wait(50)
      response.destroy()
      return
    }
    if (faults.spoilt > 0) {
      faults.spoilt -= 1
      part[part.length >> 1]! ^= 1
      response.end(part)
      return
    }
    response.end(part)
    standIn.documents.whole.add(createHash('sha256').update(document).digest('hex'))
  }
}

function showsKey({ headers }: IncomingMessage, key: string): boolean {
  const shown = Buffer.from(headers.authorization ?? '')
  const right = Buffer.from(`Bearer ${key}`)
  return shown.length === right.length && timingSafeEqual(shown, right)
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > BODY_BYTES) throw new Error('the body is too large')
    chunks.push(chunk as Buffer)
  }
  return size === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>)
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
