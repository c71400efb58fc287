// How collecting from a system goes, and having it asked at once.

import { NEW_COLLECTION } from '../../../../domain/letters/collect/collection'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'

let api: TestApi
let operator: Client
beforeAll(async () => {
  api = await openApi()
  operator = await api.officer('operator', [], ['operator'])
  await api.repositories.endpoints.save({
    ...{ id: 'stranger', mechanism: 'eoffice', agent: 'agent-1', address: 'https://agent.example' },
    ...{ backOff: DEFAULT_BACK_OFF, concurrency: 4 },
  })
  const at = api.now()
  await api.repositories.collects.save('stranger', {
    ...NEW_COLLECTION,
    ...{ cursor: '7', taken: 6, refused: 1, collectedAt: at },
    entries: [
      {
        ...{ of: 'letter', key: 'L1', state: 'refused', digest: 'ab', after: '0', tries: 1 },
        faults: [{ pointer: '/subject', detail: 'must not be empty' }],
        ...{ firstAt: at, lastAt: at, nextAt: null },
      },
    ],
  })
})
afterAll(() => api.close())

const PATH = '/v1/endpoints/stranger/collection'

test('GET /v1/endpoints/{id}/collection 200: the operator and the agent of the system see what was not taken', async () => {
  const agent = await api.agent('agent-1', [])
  for (const client of [operator, agent]) {
    const reply = await client.get(PATH)
    expect(reply.status).toBe(200)
    expect(reply.at('')).toMatchObject({
      ...{ taken: 6, refused: 1, fault: null },
      items: [{ of: 'letter', key: 'L1', state: 'refused', errors: [{ pointer: '/subject' }] }],
    })
  }
})

test('GET /v1/endpoints/{id}/collection: endpoint-unknown for another agent, for an officer, and for one that is not there', async () => {
  const other = await api.agent('agent-2', [])
  const officer = await api.officer('clerk', [])
  for (const [client, path] of [
    [other, PATH],
    [officer, PATH],
    [operator, '/v1/endpoints/nowhere/collection'],
  ] as const)
    expect((await client.get(path)).at('/code')).toBe('endpoint-unknown')
})

test('POST /v1/endpoints/{id}/collect 202: the system is asked at once; with `again` what lies refused is tried once more', async () => {
  api.runs.calls.length = 0
  const plain = await operator.post('/v1/endpoints/stranger/collect', {})
  expect(plain.status).toBe(202)
  expect(plain.at('/items/0/state')).toBe('refused')
  expect(api.runs.calls).toMatchObject([{ call: 'start collect', subject: 'stranger' }])
  const again = await operator.post('/v1/endpoints/stranger/collect', { again: true })
  expect(again.at('/items/0/state')).toBe('waiting')
  expect((await api.repositories.collects.of('stranger')).cursor).toBe('7')
})

test('POST /v1/endpoints/{id}/collect 403: for operators alone', async () => {
  const agent = await api.agent('agent-3', [])
  expect((await agent.post('/v1/endpoints/stranger/collect', {})).status).toBe(403)
})

test('GET /v1/desk/health: nothing of collecting for a system that calls KCS itself', async () => {
  const reply = await operator.get('/v1/desk/health?endpoint=stranger')
  expect(reply.at('/items/0/collecting')).toBeNull()
})
