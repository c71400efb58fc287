// What an agent does with its own endpoint, over HTTP; its system is a real server.

import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { signedHeaders } from '../../../../connectors/signature'
import { openedEndpoint } from '../../../../services/letters/endpoint/opened'
import type { Reply } from '../../../support/api-client'
import { pauseEndpoint } from '../../../support/pause-endpoint'
import { until } from '../../../support/until'
import { agentAt } from '../inward/rig'
import { openOwnRig, type OwnRig } from './own-rig'

const HOUR = 3_600_000
let rig: OwnRig
beforeAll(async () => {
  rig = await openOwnRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

const path = (act: string, endpoint = rig.endpoint): string => `/v1/agent/endpoints/${endpoint}/${act}`
const record = async () => (await rig.api.repositories.endpoints.byId(rig.endpoint))!
const codeOf = (reply: Reply) => [reply.status, reply.at('/code')]
/** KCS asks the system what it takes, as a worker does. */
async function ask(): Promise<void> {
  await rig.api.deps.connectors.push.capabilities(openedEndpoint(rig.api.deps.secrets, await record()))
}

test.each(['secret', 'address', 'return', 'specimen'])(
  '404 endpoint-unknown: the %s of another agent’s endpoint; 403 not-an-agent: officers; 401: nobody',
  async (act) => {
    const method = act === 'address' ? 'PUT' : 'POST'
    const body = act === 'address' ? { address: rig.url } : act === 'return' ? undefined : {}
    const theirs = rig.endpoint
    await rig.renew()
    for (const endpoint of [theirs, 'none'])
      expect(codeOf(await rig.agent.call(method, path(act, endpoint), body, rig.key()))).toEqual([
        ...[404, 'endpoint-unknown'],
      ])
    const officer = await rig.api.officer(`clerk-${act}`, ['RECV/TAPAL'])
    expect(codeOf(await officer.call(method, path(act), body, rig.key()))).toEqual([403, 'not-an-agent'])
    expect((await rig.api.anyone.call(method, path(act), body, rig.key())).status).toBe(401)
    expect(rig.came).toEqual([])
  },
)

describe('POST /v1/agent/endpoints/{id}/secret', () => {
  const renew = (body: object = {}, key = rig.key()) => rig.agent.post(path('secret'), body, key)
  const callBack = (secret: string) => {
    const body = JSON.stringify({ reports: [] })
    const headers = { 'content-type': 'application/json', ...signedHeaders(secret, 'r', rig.api.now(), body) }
    return rig.api.anyone.call('POST', `/v1/callbacks/${rig.endpoint}`, body, headers)
  }

  test('200: for a while every call carries both signatures, and call-backs signed with either are taken', async () => {
    const reply = await renew({ overlapHours: 2 })
    const secret = String(reply.at('/secret'))
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store'])
    await ask()
    expect(rig.signedBy(rig.came[0]!, rig.secret, secret)).toEqual([true, true])
    // An empty call-back is read once its signature has been found good.
    for (const one of [rig.secret, secret]) expect((await callBack(one)).at('/code')).toBe('callback-invalid')
    expect((await rig.agent.get('/v1/agent')).at('/endpoints/0/formerSecretUntil')).toBe(
      reply.at('/formerUntil'),
    )
    rig.api.advance(2 * HOUR + 1_000)
    expect((await rig.agent.get('/v1/agent')).at('/endpoints/0/formerSecretUntil')).toBeNull()
    await ask()
    expect(rig.came[1]!.headers['webhook-signature']).not.toContain(' ')
    expect((await callBack(rig.secret)).at('/code')).toBe('signature-invalid')
    expect((await callBack(secret)).at('/code')).toBe('callback-invalid')
  })

  test('200: a repeat returns the same secret and begins no other; five at once make one', async () => {
    const one = rig.key()
    const replies = await Promise.all(Array.from({ length: 5 }, () => renew({}, one)))
    expect(new Set(replies.map((reply) => reply.at('/secret'))).size).toBe(1)
    const until = replies[0]!.at('/formerUntil') as string
    expect(Math.round((Date.parse(until) - rig.api.now().getTime()) / HOUR)).toBe(24)
    const entries = await rig.api.repositories.audit.of(rig.endpoint)
    expect(entries.map(({ what, actor }) => [what, actor])).toEqual([
      ['endpoint-secret-set', { kind: 'agent', agent: rig.agentId }],
    ])
    expect(JSON.stringify(entries)).not.toContain('whsec')
  })

  test('409 secrets-overlap: never a third beside two; without overlap both end at once', async () => {
    const second = String((await renew()).at('/secret'))
    const refused = await renew()
    expect(codeOf(refused)).toEqual([409, 'secrets-overlap'])
    const leaked = await renew({ overlapHours: 0 })
    expect([leaked.status, leaked.at('/formerUntil')]).toEqual([200, null])
    await ask()
    expect(rig.signedBy(rig.came[0]!, rig.secret, second, String(leaked.at('/secret')))).toEqual([
      ...[false, false, true],
    ])
  })

  test('409 secrets-overlap: of two at once one is done', async () => {
    const replies = await Promise.all([renew(), renew()])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('422: more than seven days, and a system without a secret; 400: without Idempotency-Key', async () => {
    expect(codeOf(await renew({ overlapHours: 169 }))).toEqual([422, 'validation-failed'])
    expect(codeOf(await rig.agent.post(path('secret'), {}))).toEqual([400, 'idempotency-key-missing'])
    const puller = await agentAt(rig.api, 'puller', { endpoint: 'puller-1' })
    expect(codeOf(await puller.post(path('secret', 'puller-1'), {}, rig.key()))).toEqual([
      ...[422, 'setting-unknown'],
    ])
  })
})

describe('PUT /v1/agent/endpoints/{id}/address', () => {
  const move = (address: string) => rig.agent.call('PUT', path('address'), { address })
  const stands = async (address: string) => expect((await record()).address).toBe(address)

  test('200: taken once it has answered a signed call there, with what it takes', async () => {
    const moved = rig.url.replace('/kcs', '/kcs/capabilities?moved=')
    const reply = await move(moved)
    expect([reply.status, reply.at('/address'), reply.at('/takes/maxDocuments')]).toEqual([200, moved, 3])
    expect(rig.came.map(({ what }) => what)).toEqual(['GET /kcs/capabilities?moved=/capabilities'])
    expect(rig.signedBy(rig.came[0]!, rig.secret)).toEqual([true])
    await stands(moved)
    const [entry] = await rig.api.repositories.audit.of(rig.endpoint)
    expect(entry).toMatchObject({
      what: 'endpoint-address-set',
      actor: { kind: 'agent', agent: rig.agentId },
    })
  })

  test('200: the present address again calls nobody; a pause of KCS is probed at the new one', async () => {
    expect((await move(rig.url)).status).toBe(200)
    expect(rig.came).toEqual([])
    await pauseEndpoint(rig.api.repositories, rig.endpoint, 'kcs', 'http-500', rig.api.now())
    await move(`${rig.url}/capabilities`)
    const told = () => rig.api.runs.calls.some(({ subject }) => subject === rig.endpoint)
    await until(told, { what: 'the probe' })
  })

  test.each([
    ['another page', 404, '<html></html>', 'http-404'],
    ['a wrong secret there', 401, '{}', 'http-401'],
    ['a redirect, which is not followed', 302, '', 'http-302'],
    ['an answer that cannot be read', 200, '{"maxDocuments":"many"}', 'answer-garbled: /maxDocuments'],
  ])('422 endpoint-address-unproved: %s; the one of before stays', async (_what, status, body, cameBack) => {
    rig.answer = (_came, response) =>
      void response.writeHead(status, { location: `${rig.url}/elsewhere` }).end(body)
    const reply = await move(`${rig.url}/new`)
    expect(codeOf(reply)).toEqual([422, 'endpoint-address-unproved'])
    expect(reply.at('/errors/0/pointer')).toBe('/address')
    expect(String(reply.at('/errors/0/detail'))).toContain(cameBack)
    expect(rig.came).toHaveLength(1)
    await stands(rig.url)
  })

  test('422 endpoint-address-unproved: where nobody listens', async () => {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const reply = await move(`http://127.0.0.1:${port}/kcs`)
    expect(codeOf(reply)).toEqual([422, 'endpoint-address-unproved'])
    await stands(rig.url)
  })

  test.each(['http://10.0.0.1/kcs', 'https://192.168.1.1/', 'https://user:word@agent.example/', 'nowhere'])(
    '422 endpoint-address-forbidden: %s is called by nobody',
    async (address) => {
      expect(codeOf(await move(address))).toEqual([422, 'endpoint-address-forbidden'])
      await stands(rig.url)
    },
  )

  test('422 endpoint-address-forbidden: an agent that fetches, or is reached by folders; 409 endpoint-gone', async () => {
    const fetcher = await agentAt(rig.api, 'fetcher', { endpoint: 'fetcher-1' })
    const theirs = await fetcher.call('PUT', path('address', 'fetcher-1'), { address: rig.url })
    expect(codeOf(theirs)).toEqual([422, 'endpoint-address-forbidden'])
    const folders = await agentAt(rig.api, 'folders', { endpoint: 'folders-1', mechanism: 'iaps' })
    for (const address of ['file:///srv/drops/another', 'sftp://elsewhere.example/kcs', rig.url]) {
      const reply = await folders.call('PUT', path('address', 'folders-1'), { address })
      expect(codeOf(reply)).toEqual([422, 'endpoint-address-forbidden'])
      expect(reply.at('/errors/0/detail')).toContain('the operators of KCS set where they are')
    }
    await rig.api.repositories.endpoints.gone(rig.endpoint, rig.api.now(), 'http-410')
    expect(codeOf(await move(`${rig.url}/new`))).toEqual([409, 'endpoint-gone'])
  })
})

describe('POST /v1/agent/endpoints/{id}/return', () => {
  const back = () => rig.agent.post(path('return'))

  test('202: a pause of KCS is probed at once; an open endpoint stays as it is', async () => {
    expect((await back()).at('/state')).toBe('open')
    await pauseEndpoint(rig.api.repositories, rig.endpoint, 'kcs', 'http-500', rig.api.now())
    const reply = await back()
    expect([reply.status, reply.at('/state'), reply.at('/pausedBy')]).toEqual([202, 'paused', 'kcs'])
    await until(() => rig.api.runs.calls.some(({ subject }) => subject === rig.endpoint), { what: 'probe' })
  })

  test('409 endpoint-held: an operator’s pause stays; 409 endpoint-gone', async () => {
    await pauseEndpoint(rig.api.repositories, rig.endpoint, 'operator', 'Works', rig.api.now())
    expect(codeOf(await back())).toEqual([409, 'endpoint-held'])
    expect((await record()).state).toBe('paused')
    await rig.api.repositories.endpoints.gone(rig.endpoint, rig.api.now(), 'http-410')
    expect(codeOf(await back())).toEqual([409, 'endpoint-gone'])
    expect(rig.api.runs.calls.filter(({ subject }) => subject === rig.endpoint)).toEqual([])
  })
})

describe('POST /v1/agent/endpoints/{id}/specimen', () => {
  const specimen = (body: object = {}) => rig.agent.post(path('specimen'), body)

  test('200: a letter marked SPECIMEN is handed over, asked for and taken back, and enters no register', async () => {
    const before = await rig.api.database.collection('tapals').countDocuments()
    const reply = await specimen()
    expect(reply.status).toBe(200)
    expect(reply.at('/steps')).toMatchObject([
      { call: 'hand-over', kind: 'delivered', reference: 'R-1' },
      { call: 'status', kind: 'delivered' },
      { call: 'withdrawal', kind: 'withdrawn' },
    ])
    const key = String(reply.at('/deliveryKey'))
    expect(rig.came.map(({ what }) => what)).toEqual([
      ...['POST /kcs/tapals', `GET /kcs/tapals/${key}`, `POST /kcs/tapals/${key}/withdrawal`],
    ])
    for (const came of rig.came) expect(rig.signedBy(came, rig.secret)).toEqual([true])
    const envelope = JSON.parse(rig.came[0]!.body) as {
      letter: { subject: string }
      recipient: { office: { code: string } }
      documents: { href: string }[]
    }
    expect(envelope.letter.subject).toMatch(/^SPECIMEN: /)
    expect(envelope.recipient.office.code).toBe('RECV')
    const document = await rig.agent.get(new URL(envelope.documents[0]!.href).pathname)
    expect(document.status).toBe(200)
    expect(document.text.startsWith('%PDF-')).toBe(true)
    const { database } = rig.api
    expect(await database.collection('tapals').countDocuments()).toBe(before)
    expect(await database.collection('registers').countDocuments()).toBe(0)
    expect(await database.collection('dispatches').countDocuments()).toBe(0)
  })

  test('200: what comes instead is told as it came, and nothing more is called', async () => {
    rig.answer = (_came, response) => void response.writeHead(500).end('no room left')
    const reply = await specimen({ office: 'RECV' })
    expect(reply.at('/steps')).toMatchObject([
      {
        call: 'hand-over',
        kind: 'retry-later',
        code: 'http-500',
        answer: expect.stringContaining('no room') as string,
      },
    ])
    expect(rig.came).toHaveLength(1)
  })

  test('409: a pause of an operator, and an agent that fetches; 403 office-not-served; 422: other fields', async () => {
    const fetcher = await agentAt(rig.api, 'specimen-fetcher', { endpoint: 'specimen-fetcher-1' })
    expect(codeOf(await fetcher.post(path('specimen', 'specimen-fetcher-1')))).toEqual([
      ...[409, 'endpoint-not-called'],
    ])
    expect(codeOf(await specimen({ office: 'SEND' }))).toEqual([403, 'office-not-served'])
    expect((await specimen({ seat: 'RECV/TAPAL' })).status).toBe(422)
    await pauseEndpoint(rig.api.repositories, rig.endpoint, 'operator', 'Works', rig.api.now())
    expect(codeOf(await specimen())).toEqual([409, 'endpoint-held'])
    expect(rig.came).toEqual([])
  })
})
