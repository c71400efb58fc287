// The side of KCS that reference agents call: documents, dispatches and call-backs, with every call kept for the test.

import { createHash } from 'node:crypto'
import { json, Refusal, type Route, startServer } from '../../connectors/reference/server'
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
  const server = await startServer(port, routes(gateway))
  return Object.assign(gateway, server)
}

function routes(gateway: Gateway): Route[] {
  const route = (method: string, pattern: string, handle: Route['handle'], free = false): Route => ({
    method,
    pattern,
    async handle(call) {
      if (gateway.failures > 0) {
        gateway.failures -= 1
        throw new Refusal(503, { code: 'service-unavailable' })
      }
      if (!free && call.headers.authorization !== `Bearer ${API_KEY}`)
        throw new Refusal(401, { code: 'key-invalid' })
      return handle(call)
    },
  })
  return [
    route('GET', '/v1/documents/:sha256/content', async ({ params }) => {
      const content = gateway.documents.get(params.sha256!)
      return content ? { status: 200, body: content } : json(404, { code: 'document-unknown' })
    }),
    route('POST', '/v1/documents', async (call) => {
      const body = await call.bytes(60_000_000)
      const sha256 = createHash('sha256').update(body).digest('hex')
      gateway.documents.set(sha256, body)
      return json(201, { sha256, size: body.length })
    }),
    route('POST', '/v1/dispatches', async (call) => {
      gateway.dispatches.push({ headers: call.headers as Received['headers'], body: await call.bytes() })
      return json(202, { id: `dispatch-${call.headers['idempotency-key'] as string}`, state: 'accepted' })
    }),
    route(
      'POST',
      '/v1/callbacks/:endpoint',
      async (call) => {
        gateway.callbacks.push({ headers: call.headers as Received['headers'], body: await call.bytes() })
        return json(200, { accepted: 1 })
      },
      true,
    ),
  ]
}
