// A stranger's server that takes webhooks: on a real port, with its behaviour in the hand of the test.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A message as it came. */
export interface Came {
  path: string
  headers: IncomingMessage['headers']
  body: string
  event: { id: string; type: string; source: string; subject: string; data: { number: number; kind: string } }
}

export interface Receiver {
  url: string
  came: Came[]
  /** What it does with a message; 204 where nothing is said. */
  answer: (came: Came, response: ServerResponse) => void
  /** The numbers that came, in their order. */
  numbers(): number[]
  /** Whether the signature of the message fits the secret, judged by the library of the standard. */
  fits(came: Came, secret: string): boolean
  close(): Promise<void>
}

export const fine: Receiver['answer'] = (_came, response) => void response.writeHead(204).end()

export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    came: [],
    answer: fine,
    numbers: () => receiver.came.map(({ event }) => event.data.number),
    fits({ body, headers }, secret) {
      try {
        new Webhook(secret).verify(body, headers as Record<string, string>)
        return true
      } catch {
        return false
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const event = JSON.parse(body) as Came['event']
      const came = { path: request.url ?? '', headers: request.headers, body, event }
      receiver.came.push(came)
      receiver.answer(came, response)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return receiver
}
