// What an agent sees of the letters that were brought to it, and having one sent again.

import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { TapalEvent } from '../../../../domain/letters/tapal/event'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'
import { agentAt } from '../inward/rig'

const PATH = '/v1/agent/deliveries'
const KCS = { kind: 'kcs' } as const
let api: TestApi
let agent: Client
let endpoint = ''
let dispatch: Dispatch
let count = 0
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  count += 1
  endpoint = `push-${count}`
  await api.database.collection('tapals').deleteMany({})
  dispatch = await api.dispatch()
  agent = await agentAt(api, `agent-${count}`, { endpoint, mechanism: 'push' })
})

const tried = (sequence: number, more: Partial<TapalEvent>): TapalEvent => ({
  ...{ sequence, kind: 'attempt', from: 'routed', to: 'routed', cause: 'retry-later', actor: KCS },
  ...{ at: api.now(), attempt: sequence, ...more },
})
let hop = 0
const brought = (overrides: Partial<Tapal> = {}): Promise<Tapal> =>
  api.tapal(dispatch, { mechanism: 'push', endpoint, hop: (hop += 1), ...overrides })
const failed = (overrides: Partial<Tapal> = {}): Promise<Tapal> =>
  brought({
    ...{ state: 'failed', deliveredAt: null },
    events: [
      tried(1, { code: 'http-500' }),
      tried(2, {
        kind: 'state',
        to: 'failed',
        cause: 'never',
        code: 'http-400',
        answer: 'HTTP 400 no such seat',
      }),
    ],
    ...overrides,
  })
const idsOf = (items: unknown): string[] => (items as { id: string }[]).map(({ id }) => id)

describe('GET /v1/agent/deliveries', () => {
  test('200: newest first, each try with its code and what was answered; no text of a letter', async () => {
    const well = await brought()
    const bad = await failed({ createdAt: api.now() })
    const reply = await agent.get(PATH)
    expect(reply.status).toBe(200)
    expect(idsOf(reply.at('/items')).sort()).toEqual([well.id, bad.id].sort())
    const shown = (reply.at('/items') as { id: string }[]).find(({ id }) => id === bad.id)
    expect(shown).toMatchObject({
      ...{ deliveryKey: `kcs-${bad.id}`, endpoint, state: 'failed', recipient: { office: 'RECV' } },
      trouble: { state: 'failed', code: 'http-400' },
      tries: [
        { attempt: 1, code: 'http-500', answer: null },
        { attempt: 2, cause: 'never', code: 'http-400', answer: 'HTTP 400 no such seat' },
      ],
    })
    expect(reply.text).not.toContain(dispatch.subject)
  })

  test('200: what another system answered before the letter came this way is not shown', async () => {
    const moved = await brought({
      events: [
        tried(1, { code: 'http-500', answer: 'HTTP 500 of the other' }),
        tried(2, { kind: 'state', cause: 'next-way-gone' }),
        tried(3, { code: 'http-503' }),
      ],
    })
    await brought({ endpoint: 'elsewhere', events: [tried(1, { answer: 'HTTP 500 elsewhere' })] })
    const reply = await agent.get(PATH)
    expect(reply.text).not.toMatch(/of the other|elsewhere/)
    const items = reply.at('/items') as { id: string; tries: unknown[]; endpoint: string | null }[]
    expect(items.find(({ id }) => id === moved.id)!.tries).toMatchObject([{ attempt: 3, code: 'http-503' }])
    expect(items.find(({ id }) => id !== moved.id)).toMatchObject({ endpoint: null, tries: [] })
  })

  test('200: by state, office and time, page by page', async () => {
    const first = await failed()
    await brought()
    const later = new Date(api.now().getTime() + 60_000)
    expect(idsOf((await agent.get(`${PATH}?state=failed`)).at('/items'))).toEqual([first.id])
    expect((await agent.get(`${PATH}?state=parked`)).at('/items')).toEqual([])
    expect((await agent.get(`${PATH}?office=RECV&since=${later.toISOString()}`)).at('/items')).toEqual([])
    expect((await agent.get(`${PATH}?until=${later.toISOString()}`)).at('/items/length')).toBe(2)
    const page = await agent.get(`${PATH}?limit=1`)
    expect(page.headers.get('link')).toContain('rel="next"')
    const rest = await agent.get(`${PATH}?limit=1&cursor=${String(page.at('/next'))}`)
    expect(rest.at('/next')).toBeNull()
    expect(idsOf(rest.at('/items'))).not.toEqual(idsOf(page.at('/items')))
  })

  test('200: letters of offices that the key does not serve are not there', async () => {
    await failed()
    const other = await agentAt(api, `stranger-${count}`, { endpoint: 'stranger-1', offices: ['SEND'] })
    expect((await other.get(PATH)).at('/items')).toEqual([])
    expect((await other.get(`${PATH}?state=failed`)).at('/items')).toEqual([])
  })

  test('403: an office of another, and officers; 400: other parameters, and very many offices without naming one', async () => {
    expect((await agent.get(`${PATH}?office=SEND`)).at('/code')).toBe('office-not-served')
    expect((await agent.get(`${PATH}?subject=x`)).at('/code')).toBe('parameter-invalid')
    expect((await agent.get(`${PATH}?state=lost`)).at('/code')).toBe('parameter-invalid')
    const officer = await api.officer('clerk', ['RECV/TAPAL'])
    expect((await officer.get(PATH)).at('/code')).toBe('not-an-agent')
    const offices = Array.from({ length: 101 }, (_, i) => `LB${i}`)
    const many = await agentAt(api, 'many', { endpoint: 'many-1', offices })
    const reply = await many.get(PATH)
    expect([reply.status, reply.at('/code'), reply.at('/errors/0/pointer')]).toEqual([
      ...[400, 'parameter-invalid', '/office'],
    ])
    expect((await many.get(`${PATH}?office=LB7`)).status).toBe(200)
    expect((await many.get(`${PATH}?state=failed`)).status).toBe(200)
  })
})

describe('POST /v1/agent/deliveries/{id}/redelivery', () => {
  const again = (id: string, client = agent) => client.post(`${PATH}/${id}/redelivery`)

  test('202: a letter that failed is on its way by the run of its endpoint; a repeat sends it no second time', async () => {
    const tapal = await failed()
    const replies = [await again(tapal.id), await again(tapal.id)]
    expect(replies.map((reply) => [reply.status, reply.at('/state'), reply.at('/sentAgain')])).toEqual([
      [202, 'routed', true],
      [202, 'routed', false],
    ])
    await until(() => api.runs.calls.some(({ subject }) => subject === endpoint), { what: 'the run is told' })
    const row = (await api.repositories.tapals.byId(tapal.id))!
    expect([row.parked, row.events.at(-1)]).toMatchObject([
      true,
      { cause: 'redelivered-by-agent', actor: { kind: 'agent', agent: `agent-${count}` } },
    ])
  })

  test('a letter that was sent again was tried before: where it is recalled, it is taken back at its system', async () => {
    const tapal = await failed()
    await again(tapal.id)
    await api.repositories.tapals.recall(dispatch.id, KCS, api.now())
    expect(await api.repositories.tapals.byId(tapal.id)).toMatchObject({
      state: 'recalled',
      withdrawOwed: true,
    })
  })

  test('404 tapal-unknown: a letter of another agent, of another way, or none', async () => {
    const tapal = await failed()
    const other = await agentAt(api, `other-${count}`, { endpoint: `other-${count}-1` })
    const elsewhere = await failed({ endpoint: `other-${count}-1` })
    for (const [client, id] of [
      [other, tapal.id],
      [agent, elsewhere.id],
      [agent, 'none'],
    ] as const)
      expect((await again(id, client)).at('/code')).toBe('tapal-unknown')
    expect((await api.repositories.tapals.byId(tapal.id))?.state).toBe('failed')
  })

  test('409 not-redeliverable: it has not failed, or no seat was found for it', async () => {
    for (const overrides of [{}, { state: 'failed' as const, seat: '' }])
      expect((await again((await brought(overrides)).id)).at('/code')).toBe('not-redeliverable')
  })

  test('409 redeliveries-too-many: after twenty it is the operators’', async () => {
    const events = Array.from({ length: 20 }, (_, i) =>
      tried(i + 1, { kind: 'state', cause: 'redelivered-by-agent' }),
    )
    const tapal = await failed({
      events: [...events, tried(21, { kind: 'state', to: 'failed', cause: 'never' })],
    })
    expect((await again(tapal.id)).at('/code')).toBe('redeliveries-too-many')
  })

  test('403 not-an-agent: officers have a way of their own; 401: nobody', async () => {
    const tapal = await failed()
    const operator = await api.officer('operator', [], ['operator'])
    expect((await again(tapal.id, operator)).at('/code')).toBe('not-an-agent')
    expect((await again(tapal.id, api.anyone)).status).toBe(401)
  })
})
