// A filing system of the Agent Protocol on a real port, with an agent of its own for each test.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { newApiKey } from '../../../../secrets/api-key'
import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'

/** A call of KCS as it came. */
export interface Came {
  what: string
  headers: IncomingMessage['headers']
  body: string
}

type Answer = (came: Came, response: ServerResponse) => void

export interface OwnRig {
  api: TestApi
  /** Where the system serves. */
  url: string
  came: Came[]
  answer: Answer
  /** The agent of this test, its endpoint, and the secret that it began with. */
  agent: Client
  agentId: string
  endpoint: string
  secret: string
  renew(): Promise<void>
  /** A new Idempotency-Key. */
  key(): Record<string, string>
  /** Which of the secrets a call was signed with, by the library of the standard. */
  signedBy(came: Came, ...secrets: string[]): boolean[]
  close(): Promise<void>
}

/** Answers as an agent should. */
export const well: Answer = ({ what }, response) => {
  const [status, body] = what.startsWith('GET /kcs/capabilities')
    ? [200, { mediaTypes: ['application/pdf'], maxDocuments: 3 }]
    : what === 'POST /kcs/tapals'
      ? [201, { reference: 'R-1' }]
      : what.endsWith('/withdrawal')
        ? [200, {}]
        : [200, { state: 'delivered', reference: 'R-1' }]
  response.writeHead(Number(status), { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** By the clock of the API, which a test may advance: so the signature is made again, and not verified as of now. */
const fits = (secret: string, { body, headers }: Came): boolean => {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
  const right = new Webhook(secret).sign(String(headers['webhook-id']), at, body)
  return String(headers['webhook-signature']).split(' ').includes(right)
}

export async function openOwnRig(): Promise<OwnRig> {
  const api = await openApi()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const what = `${request.method ?? ''} ${request.url ?? ''}`
      const came = { what, headers: request.headers, body: Buffer.concat(chunks).toString() }
      rig.came.push(came)
      rig.answer(came, response)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  let count = 0
  const rig: OwnRig = {
    ...{ api, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kcs`, came: [], answer: well },
    ...{ agent: api.anyone, agentId: '', endpoint: '', secret: '' },
    async renew() {
      count += 1
      rig.came.length = 0
      rig.answer = well
      rig.agentId = `own-${count}`
      rig.endpoint = `own-${count}-1`
      rig.secret = api.deps.secrets.newWebhookSecret()
      const { apiKey, row } = newApiKey(api.now())
      await api.repositories.agents.add({
        ...{ id: rig.agentId, name: rig.agentId, offices: ['RECV'], endpoint: rig.endpoint, keys: [row] },
        createdAt: api.now(),
      })
      await api.repositories.endpoints.save({
        ...{ id: rig.endpoint, agent: rig.agentId, mechanism: 'push', address: rig.url },
        sealedSettings: sealedSettings(api.deps.secrets, { secret: rig.secret }),
        ...{ backOff: DEFAULT_BACK_OFF, concurrency: 4 },
      })
      rig.agent = clientFor(api.url, { authorization: `Bearer ${apiKey}` })
    },
    key: () => ({ 'idempotency-key': `own-${(count += 1)}` }),
    signedBy: (came, ...secrets) => secrets.map((secret) => fits(secret, came)),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await api.close()
    },
  }
  return rig
}
