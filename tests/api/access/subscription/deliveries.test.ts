// What an agent asks of a webhook that is there: its deliveries, a ping, a new secret, sending again, opening.

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

describe('deliveries', () => {
  test('GET 200: what was sent last and what came back, the newest first', async () => {
    const { path } = await make()
    receiver.answer = ({ event }, response) =>
      void response
        .writeHead(event.data.number === 2 ? 500 : 200)
        .end(`"token": "abc" was number ${event.data.number}`)
    await happen(2)
    await send()
    const reply = await rig.agent.get(`${path}/deliveries`)
    expect(reply.at('/items')).toMatchObject([
      { number: 2, tries: 1, taken: false, status: 500, fault: null, answer: '"token": "…" was number 2' },
      { number: 1, tries: 1, taken: true, status: 200, fault: null },
    ])
  })

  test('POST resend 200: one change once more under the same id; the queue goes on as it was', async () => {
    const { path } = await make()
    await happen(3)
    await send()
    const reply = await rig.agent.post(`${path}/deliveries/2/resend`)
    expect([reply.status, reply.at('/taken'), reply.at('/tries')]).toEqual([200, true, 2])
    expect(receiver.numbers()).toEqual([1, 2, 3, 2])
    expect(receiver.came[3]!.headers['webhook-id']).toBe(receiver.came[1]!.headers['webhook-id'])
    for (const number of ['0', '4', '99'])
      expect((await rig.agent.post(`${path}/deliveries/${number}/resend`)).at('/code')).toBe('change-unknown')
  })

  test('POST resend: where it is taken, what has waited after a failure is due at once', async () => {
    const { path } = await make()
    receiver.answer = (_came, response) => void response.writeHead(500).end()
    await happen(2)
    await send()
    receiver.answer = (_came, response) => void response.writeHead(204).end()
    await rig.agent.post(`${path}/deliveries/1/resend`)
    await send()
    expect(receiver.numbers()).toEqual([1, 1, 1, 2])
  })
})

describe('POST …/ping', () => {
  test('200: the address is called once, signed; what it returned is told and kept', async () => {
    const { path, id, secret } = await make()
    const reply = await rig.agent.post(`${path}/ping`)
    expect(reply.at('')).toMatchObject({ number: null, kind: 'ping', taken: true, status: 204 })
    expect(receiver.came[0]!.event).toMatchObject({ type: 'in.gov.kerala.kcs.ping', subject: id })
    expect(receiver.fits(receiver.came[0]!, secret)).toBe(true)
    receiver.answer = () => undefined
    expect((await rig.agent.post(`${path}/ping`)).at('')).toMatchObject({
      taken: false,
      status: null,
      fault: 'timeout',
    })
    expect((await rig.agent.get(`${path}/deliveries`)).at('/items')).toMatchObject([
      { kind: 'ping', tries: 2 },
    ])
  })

  test('404: of no webhook of the agent', async () => {
    expect((await rig.agent.post(`${PATH}/webhook-none/ping`)).at('/code')).toBe('webhook-unknown')
  })
})

describe('POST …/secret', () => {
  test('200: a new secret beside the one before; a repeat returns the same; two at once make one each', async () => {
    const { path, secret } = await make()
    const one = key()
    const first = await rig.agent.post(`${path}/secret`, { overlapHours: 2 }, one)
    expect(first.status).toBe(200)
    expect(first.at('/secret')).not.toBe(secret)
    expect((await rig.agent.post(`${path}/secret`, { overlapHours: 2 }, one)).body).toEqual(first.body)
    await rig.agent.post(`${path}/ping`)
    const [came] = receiver.came
    expect([secret, String(first.at('/secret'))].map((each) => receiver.fits(came!, each))).toEqual([
      true,
      true,
    ])
    const both = await Promise.all([
      rig.agent.post(`${path}/secret`, {}, key()),
      rig.agent.post(`${path}/secret`, {}, key()),
    ])
    expect(new Set(both.map((reply) => reply.at('/secret'))).size).toBe(2)
  })

  test('200: a secret that has leaked is given no overlap', async () => {
    const { path, secret } = await make()
    const reply = await rig.agent.post(`${path}/secret`, { overlapHours: 0 }, key())
    expect(reply.at('/formerUntil')).toBeNull()
    await rig.agent.post(`${path}/ping`)
    expect(receiver.fits(receiver.came[0]!, secret)).toBe(false)
  })
})

describe('POST …/replay', () => {
  test('202: a range comes again; the same range again is the same request, another one has to wait', async () => {
    const { path } = await make()
    await happen(6)
    await send()
    receiver.came.length = 0
    const range = { from: 2, to: 4 }
    expect((await rig.agent.post(`${path}/replay`, range)).at('/replay')).toEqual({ next: 2, to: 4 })
    expect((await rig.agent.post(`${path}/replay`, range)).status).toBe(202)
    expect((await rig.agent.post(`${path}/replay`, { from: 1 })).at('/code')).toBe('replay-under-way')
    await send()
    expect(receiver.numbers()).toEqual([2, 3, 4])
    expect((await rig.agent.get(path)).at('/replay')).toBeNull()
  })

  test.each([
    ['/to', { from: 1, to: 3 }],
    ['/from', { from: 3 }],
    ['/from', { from: 0 }],
  ])('422 at %s: %j', async (pointer, range) => {
    const { path } = await make()
    await happen(2)
    await send()
    const reply = await rig.agent.post(`${path}/replay`, range)
    expect([reply.status, reply.at('/errors/0/pointer')]).toEqual([422, pointer])
  })
})

describe('POST …/opening', () => {
  test('200: one that is dead goes on where it stopped, or behind another number; one that is open stays as it is', async () => {
    const { path } = await make()
    receiver.answer = (_came, response) => void response.writeHead(410).end()
    await happen(3)
    await send()
    expect((await rig.agent.get(path)).at('')).toMatchObject({ state: 'dead', death: 'gone' })
    expect((await rig.agent.post(`${path}/replay`, { from: 1, to: 1 })).status).toBe(422)
    receiver.answer = (_came, response) => void response.writeHead(204).end()
    receiver.came.length = 0
    expect((await rig.agent.post(`${path}/opening`, { after: 9 })).at('/code')).toBe('change-number-ahead')
    expect((await rig.agent.post(`${path}/opening`, { after: 1 })).at('')).toMatchObject({
      state: 'open',
      death: null,
    })
    expect((await rig.agent.post(`${path}/opening`)).status).toBe(200)
    await send()
    expect(receiver.numbers()).toEqual([2, 3])
  })

  test('410: what it would go on with is kept no more', async () => {
    const { path } = await make()
    await happen(2)
    await rig.api.database.collection('agent-changes').deleteMany({ agent: rig.agentId, number: 1 })
    await send()
    expect((await rig.agent.post(`${path}/opening`)).at('/code')).toBe('changes-not-kept')
    expect((await rig.agent.post(`${path}/opening`, { after: 1 })).status).toBe(200)
    await send()
    expect(receiver.numbers()).toEqual([2])
  })
})
