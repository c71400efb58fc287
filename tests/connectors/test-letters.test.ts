// What an agent that is called sees of a test letter.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpClient } from '../../connectors/http'
import { createPushConnector } from '../../connectors/push'
import { checkSignature } from '../../connectors/signature'
import { endpointAt, newParcel, SECRET } from './specimen'

test('a test letter says so in its signed body and in a header; a letter that is meant does in neither', async () => {
  const came: { headers: IncomingHttpHeaders; body: Buffer }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      came.push({ headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(503).end()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const now = () => new Date()
  const http = createHttpClient({ allowLoopback: true }, { totalMs: 20_000 })
  const push = createPushConnector({ http, publicUrl: 'https://kcs.example', now })
  const meant = newParcel()
  await push.deliver(endpointAt('push', url), [
    { ...meant, test: { agent: 'agent-of-test', behaviour: 'late' } },
  ])
  await push.deliver(endpointAt('push', url), [meant])
  server.close()
  const [test, other] = came.map(({ headers, body }) => {
    const text = (name: string): string | undefined => [headers[name]].flat()[0]
    const signed = Object.fromEntries(Object.keys(headers).map((name) => [name, text(name)]))
    checkSignature(SECRET, { headers: signed, body, receivedAt: now() })
    return [text('kcs-test'), (JSON.parse(body.toString()) as { test?: unknown }).test]
  })
  expect([test, other]).toEqual([
    ['true', true],
    [undefined, undefined],
  ])
})
