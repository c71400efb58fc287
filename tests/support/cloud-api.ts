// A server that behaves like the Cloud API of WhatsApp where messages are sent, with faults on request.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const TOKEN = 'a-token'

/** What it does with the next message: take it, say an error by its code, or answer something else. */
export type Behaviour =
  | 'take'
  | 'cut'
  | 'hang'
  | { code: number; status?: number; headers?: Record<string, string> }
  | { status: number; body: string; headers?: Record<string, string> }

export interface CloudApi {
  url(token?: string): string
  /** The messages that it was given, with the path of each. */
  messages: { path: string; body: unknown }[]
  /** What it does with the next ones; then it takes all. */
  next: Behaviour[]
  stop(): Promise<void>
}

/** Starts one on a port of its own. */
export async function startCloudApi(): Promise<CloudApi> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const api: CloudApi = {
    url: (token = TOKEN) => `http://:${token}@127.0.0.1:${port}/v23.0`,
    messages: [],
    next: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const say = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return say(response, 401, { error: { code: 190, message: 'Invalid OAuth access token.' } })
    const behaviour = api.next.shift() ?? 'take'
    api.messages.push({
      path: request.url ?? '',
      body: JSON.parse(Buffer.concat(pieces).toString()) as unknown,
    })
    if (behaviour === 'cut') return void request.socket.destroy()
    if (behaviour === 'hang') return
    if (behaviour === 'take')
      return say(response, 200, {
        messaging_product: 'whatsapp',
        messages: [{ id: `wamid.${api.messages.length}`, message_status: 'accepted' }],
      })
    if ('code' in behaviour) {
      const error = { code: behaviour.code, message: `(#${behaviour.code})`, type: 'OAuthException' }
      return say(response, behaviour.status ?? 400, { error }, behaviour.headers)
    }
    say(response, behaviour.status, behaviour.body, behaviour.headers)
  }
  return api
}
