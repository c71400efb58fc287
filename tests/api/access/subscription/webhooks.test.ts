// What an agent does with its webhooks, over HTTP; the receiver is a real server.

import { openRig, PATH, type Rig } from './rig'

let rig: Rig
let receiver: Rig['receiver']
const { key, happen, make, send } = {
  key: () => rig.key(),
  happen: (changes: number) => rig.happen(changes),
  make: (body?: object) => rig.make(body),
  send: () => rig.send(),
}
beforeAll(async () => {
  rig = await openRig()
  receiver = rig.receiver
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

describe('POST /v1/agent/webhooks', () => {
  test('201: the webhook, its secret shown this once and kept sealed; what happens from now on comes there', async () => {
    await happen(2)
    const reply = await rig.agent.post(PATH, { url: receiver.url }, key())
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^webhook-[0-9a-f]{16}$/) as string,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) as string,
    })
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const kept = await rig.api.database.collection('subscriptions').find({ agent: rig.agentId }).toArray()
    expect(JSON.stringify(kept)).not.toContain(reply.at('/secret'))
    await happen(1)
    await send()
    expect(receiver.numbers()).toEqual([3])
    expect(receiver.fits(receiver.came[0]!, String(reply.at('/secret')))).toBe(true)
  })

  test('201: with `after` it begins behind any number that is kept', async () => {
    await happen(3)
    await make({ after: 1 })
    await send()
    expect(receiver.numbers()).toEqual([2, 3])
  })

  test('200: a repeat makes no other and shows no secret; five at once make one', async () => {
    const one = key()
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => rig.agent.post(PATH, { url: receiver.url }, one)),
    )
    expect(new Set(replies.map((reply) => reply.at('/id'))).size).toBe(1)
    expect(replies.filter((reply) => reply.at('/secret') !== undefined)).toHaveLength(1)
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect((await rig.agent.get(PATH)).at('/items/length')).toBe(1)
  })

  test('422 idempotency-key-reused: the same key for another address', async () => {
    const one = key()
    await rig.agent.post(PATH, { url: receiver.url }, one)
    expect((await rig.agent.post(PATH, { url: `${receiver.url}/other` }, one)).at('/code')).toBe(
      'idempotency-key-reused',
    )
  })

  test.each([
    'http://10.0.0.1/x',
    'ftp://agent.example/x',
    'https://user:word@agent.example/',
    'https://192.168.1.1/',
    'nowhere',
  ])('422: %s is no address that KCS may call', async (url) => {
    const reply = await rig.agent.post(PATH, { url }, key())
    expect([reply.status, reply.at('/code'), reply.at('/errors/0/pointer')]).toEqual([
      ...[422, 'endpoint-address-forbidden', '/url'],
    ])
  })

  test('409 webhooks-too-many: an agent has ten at most, however many it asks for at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 13 }, () => rig.agent.post(PATH, { url: receiver.url }, key())),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(new Set(replies.filter(({ status }) => status !== 201).map((reply) => reply.at('/code')))).toEqual(
      new Set(['webhooks-too-many']),
    )
  })

  test('422: unknown fields and kinds are refused; 400: without Idempotency-Key; 403: officers; 401: nobody', async () => {
    const refused = [{ url: receiver.url, secret: 'mine' }, { url: receiver.url, kinds: ['gossip'] }, {}]
    for (const body of refused) expect((await rig.agent.post(PATH, body, key())).status).toBe(422)
    expect((await rig.agent.post(PATH, { url: receiver.url })).at('/code')).toBe('idempotency-key-missing')
    const officer = await rig.api.officer(`hook-clerk`, ['SEND/SO'])
    expect((await officer.post(PATH, { url: receiver.url }, key())).at('/code')).toBe('not-an-agent')
    expect((await rig.api.anyone.post(PATH, { url: receiver.url }, key())).status).toBe(401)
    expect((await rig.agent.post(PATH, { url: receiver.url, after: 5 }, key())).at('/code')).toBe(
      'change-number-ahead',
    )
  })
})

describe('reading and removing', () => {
  test('GET 200: how far each has come, without its secret; another agent and the operator', async () => {
    const { id, path } = await make({ kinds: ['delivered'] })
    await happen(2)
    await send()
    const reply = await rig.agent.get(path)
    expect(reply.body).toMatchObject({
      ...{ id, url: receiver.url, kinds: ['delivered'], state: 'open', death: null, sentUpTo: 2, last: 2 },
      ...{ replay: null, failures: 0, nextAttemptAt: null },
    })
    expect(reply.text).not.toMatch(/ecret":"|whsec|sealed/)
    const other = await rig.api.agent(`hook-other`, ['SEND'])
    expect((await other.get(path)).at('/code')).toBe('webhook-unknown')
    expect((await other.get(PATH)).at('/items')).toEqual([])
    const operator = await rig.api.officer(`hook-operator`, [], ['operator'])
    expect((await operator.get(`/v1/agents/${rig.agentId}/webhooks`)).at('/items/0/id')).toBe(id)
    expect((await rig.agent.get(`/v1/agents/${rig.agentId}/webhooks`)).status).toBe(403)
  })

  test('DELETE 204: nothing more is sent; a repeat, and one of another agent, change nothing', async () => {
    const { path } = await make()
    const other = await rig.api.agent(`hook-stranger`, ['SEND'])
    expect((await other.call('DELETE', path)).status).toBe(204)
    expect((await rig.agent.get(path)).status).toBe(200)
    for (let i = 0; i < 2; i += 1) expect((await rig.agent.call('DELETE', path)).status).toBe(204)
    await happen(1)
    await send()
    expect(receiver.came).toEqual([])
    expect((await rig.agent.get(path)).status).toBe(404)
  })

  test('who made, changed and removed a webhook stands in the audit log, without address and secret', async () => {
    const { id, path } = await make()
    await rig.agent.post(`${path}/secret`, {}, key())
    await rig.agent.call('DELETE', path)
    const entries = await rig.api.repositories.audit.of(rig.agentId)
    expect(entries.map(({ what, actor, after }) => [what, actor, after?.['webhook']])).toEqual(
      ['webhook-made', 'webhook-secret-set', 'webhook-removed'].map((what) => [
        ...[what, { kind: 'agent', agent: rig.agentId }, id],
      ]),
    )
    expect(JSON.stringify(entries)).not.toMatch(/127\.0\.0\.1|whsec/)
  })
})
