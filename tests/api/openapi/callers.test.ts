// Security, statuses and headers of the API documentation against what the API does.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { route } from '../../../api/http/route'
import { createRouter } from '../../../api/http/router'
import { identity } from '../../../api/middlewares/identity'
import { problems } from '../../../api/middlewares/problems'
import { openApi, type TestApi } from '../../support/api'
import { type Client, clientFor, type Reply } from '../../support/api-client'
import { documentOf, type Operation, operationsOf } from './read'

let api: TestApi
let agent: Client
let officer: Client

beforeAll(async () => {
  api = await openApi()
  agent = await api.agent('agent', ['RECV'])
  officer = await api.officer('officer', ['RECV/TAPAL'])
})
afterAll(() => api.close())

const operations = operationsOf(documentOf()).filter(([place]) => place.includes(' /v1/'))
const takes = ({ security }: Operation, proof: string) => security.some((way) => proof in way)

/** Without a seat it lists those of the caller, and a filing system has none. */
const OF_A_SEAT = ['GET /v1/handovers', 'seat'] as const

/** Calls an operation with what its documentation shows; nothing that it names is there. */
async function callAsShown(caller: Client, place: string, operation: Operation): Promise<Reply> {
  const [method = '', path = ''] = place.split(' ')
  const { parameters = [], requestBody } = operation
  const shown = (name: string) => {
    const { example, schema } = parameters.find((one) => one.name === name)!
    return String(example ?? (schema as { example?: unknown }).example ?? 'RECV/TAPAL')
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(shown(name)))
  const query = new URLSearchParams(
    parameters
      .filter(
        ({ name, in: where, required }) =>
          where === 'query' && (required || (place === OF_A_SEAT[0] && name === OF_A_SEAT[1])),
      )
      .map(({ name }): [string, string] => [name, shown(name)]),
  )
  const headers = parameters
    .filter(({ in: where, required }) => where === 'header' && required)
    .map(({ name }): [string, string] => [name.toLowerCase(), shown(name)])
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return caller.call(
    method,
    `${filled}?${query}`,
    type === undefined ? undefined : type.endsWith('json') ? JSON.stringify(body?.example) : 'a file',
    { ...Object.fromEntries(headers), ...(type === undefined ? {} : { 'content-type': type }) },
  )
}

/** What a response has that its documentation does not. */
function undocumented(place: string, { responses }: Operation, { status, headers }: Reply): string[] {
  const doc = responses[String(status)]
  if (!doc) return [`${place} answered ${status}, which it does not name: add its code to errors of its row`]
  const named = Object.keys(doc.headers ?? {}).map((name) => name.toLowerCase())
  return [
    'x-request-id',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'www-authenticate',
    'location',
    'etag',
    'link',
    'idempotency-replayed',
    'content-range',
  ]
    .filter((name) => headers.has(name) && !named.includes(name))
    .map(
      (name) =>
        `${status} of ${place} carries ${name}, which it does not name: add it to headers of its response`,
    )
}

test('an operation takes an API key where it says so, and nowhere else', async () => {
  const wrong: string[] = []
  for (const [place, operation] of operations.filter(([, { security }]) => security.length > 0)) {
    if (takes(operation, 'signature')) continue
    const reply = await callAsShown(agent, place, operation)
    const refused =
      [401, 403].includes(reply.status) &&
      ['forbidden', 'unauthenticated'].includes(String(reply.at('/code')))
    if (takes(operation, 'apiKey') === refused)
      wrong.push(
        refused
          ? `${place} says that it takes an API key, and refuses it: its access is 'person'`
          : `${place} takes an API key (${reply.status}), and does not say so`,
      )
    wrong.push(...undocumented(place, operation, reply))
  }
  expect(wrong).toEqual([])
})

test('an operation takes a session where it says so, and nowhere else', async () => {
  const wrong: string[] = []
  for (const [place, operation] of operations.filter(([, { security }]) => security.length > 0)) {
    if (takes(operation, 'signature')) continue
    if (takes(operation, 'session')) {
      // Without its token nothing is changed.
      if (!place.startsWith('GET ')) {
        const { headers } = officer
        officer.headers = { ...headers, 'x-csrf-token': '' }
        const reply = await callAsShown(officer, place, operation)
        officer.headers = headers
        const needsToken = reply.at('/code') === 'cross-site'
        if (needsToken !== takes(operation, 'csrf')) wrong.push(`${place} is wrong about X-CSRF-Token`)
      }
      continue
    }
    const reply = await callAsShown(officer, place, operation)
    if (![401, 403].includes(reply.status))
      wrong.push(`${place} takes a session (${reply.status}), and does not say so`)
    wrong.push(...undocumented(place, operation, reply))
  }
  expect(wrong).toEqual([])
})

test('an operation that needs no proof is answered without one, and every other refuses a caller without', async () => {
  const wrong: string[] = []
  for (const [place, operation] of operations) {
    const reply = await callAsShown(api.anyone, place, operation)
    const needed = operation.security.length > 0
    if (needed !== (reply.status === 401)) {
      const isSignIn = operation.tags.includes('Session')
      if (!isSignIn) wrong.push(`${place} without a proof is answered by ${reply.status}`)
    }
    wrong.push(...undocumented(place, operation, reply))
  }
  expect(wrong).toEqual([])
})

test('an operation that is to go tells it with each response, also with a fault', async () => {
  const row = route({
    method: 'get',
    path: '/v1/old',
    operationId: 'readOld',
    summary: 'What is to go',
    tag: 'Directory',
    access: 'known',
    deprecated: { since: '2027-01-01', instead: 'use GET /v1/new', sunset: '2028-01-01' },
    responses: { 200: { description: 'It is there.' } },
    errors: [],
    handler: async () => ({ status: 200, body: {} }),
  })
  const koa = new Koa()
  const { middleware } = createRouter([row], { deps: api.deps, shared: api.api.shared })
  koa.use(problems(api.deps)).use(identity(api.deps)).use(middleware)
  const server = koa.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const caller = clientFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  for (const [headers, status] of [
    [agent.headers, 200],
    [{}, 401],
  ] as const) {
    const reply = await caller.get('/v1/old', headers)
    expect([reply.status, reply.headers.get('deprecation'), reply.headers.get('sunset')]).toEqual([
      status,
      '@1798761600',
      'Sat, 01 Jan 2028 00:00:00 GMT',
    ])
  }
  server.closeAllConnections()
  server.close()
})
