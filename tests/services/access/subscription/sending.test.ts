// Webhooks come in order, signed, once their receiver has taken them; whatever the receiver does, nothing is passed over.

import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createWebhookSender } from '../../../../connectors/webhook'
import { until } from '../../../support/until'
import { fine } from './receiver'
import { openRig, type Rig } from './rig'

const HOUR = 3_600_000
let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

test('each change comes as a CloudEvent of its own, signed with the secret, in the order of the numbers', async () => {
  await rig.happen(45)
  await rig.send()
  const { came } = rig.receiver
  expect(rig.receiver.numbers()).toEqual(Array.from({ length: 45 }, (_, i) => i + 1))
  expect(came[0]!.event).toMatchObject({
    ...{ specversion: '1.0', id: `${rig.agent}:1`, type: 'in.gov.kerala.kcs.delivered', subject: 'T1' },
    ...{ source: 'https://kcs.example/v1/agent/changes', datacontenttype: 'application/json' },
    data: { number: 1, kind: 'delivered', as: 'recipient', deliveryKey: 'kcs-T1', dispatchId: 'D1' },
  })
  expect(came[0]!.headers).toMatchObject({
    ...{ 'content-type': 'application/cloudevents+json; charset=utf-8', 'webhook-id': `${rig.agent}:1` },
  })
  expect(await rig.row()).toMatchObject({ cursor: 45, upTo: 45, nextAttemptAt: null, failures: 0, claim: '' })
})

test('what comes is signed at the time of the try, and a receiver with another secret sees that it does not fit', async () => {
  // The library of the standard judges the time by the clock of this machine.
  rig.clock.now = new Date()
  await rig.happen(1)
  await rig.send()
  const [came] = rig.receiver.came
  expect(rig.receiver.fits(came!, rig.secret)).toBe(true)
  expect(rig.receiver.fits(came!, rig.deps.secrets.newWebhookSecret())).toBe(false)
  expect(
    rig.receiver.fits({ ...came!, body: came!.body.replace('delivered', 'acknowledged') }, rig.secret),
  ).toBe(false)
})

test('while two secrets overlap each message is signed with both; afterwards with the new one alone', async () => {
  rig.clock.now = new Date()
  const { subscriptions } = rig.repositories
  const { secrets } = rig.deps
  const another = secrets.newWebhookSecret()
  const formerUntil = new Date(rig.clock.now.getTime() + 60_000)
  const { sealedSecret: before } = await rig.row()
  await subscriptions.setSecret(
    rig.agent,
    rig.webhook,
    { sealedSecret: secrets.seal(another), sealedFormer: before, formerUntil, secretKey: 'k' },
    before,
    { what: 'x', actor: { kind: 'kcs' }, at: rig.clock.now },
  )
  await rig.happen(1)
  await rig.send()
  rig.clock.pass(61_000)
  await rig.happen(1)
  await rig.send()
  const fits = rig.receiver.came.map((came) =>
    [rig.secret, another].map((one) => rig.receiver.fits(came, one)),
  )
  expect(fits).toEqual([
    [true, true],
    [false, true],
  ])
})

test.each<[string, Rig['receiver']['answer'], { status: number; fault: string; answer?: unknown }]>([
  [
    '500',
    (_came, response) => void response.writeHead(500).end('out of paper'),
    { status: 500, fault: '', answer: 'out of paper' },
  ],
  ['404', (_came, response) => void response.writeHead(404).end(), { status: 404, fault: '' }],
  [
    'a redirect, which is not followed',
    (_came, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    { status: 302, fault: '' },
  ],
  [
    'a line that is cut',
    (_came, response) => void response.destroy(),
    { status: 0, fault: 'connection-lost' },
  ],
  ['no answer at all', () => undefined, { status: 0, fault: 'timeout' }],
  [
    'an answer that never ends',
    (_came, response) => void response.writeHead(200).write('{'),
    { status: 0, fault: 'timeout' },
  ],
  [
    'an error page without end',
    (_came, response) => void response.writeHead(500).end('x '.repeat(100_000)),
    { status: 500, fault: '', answer: '(too long)' },
  ],
])(
  '%s: the change is tried again at growing times, what is behind it waits, and nothing is passed over',
  async (_what, answer, expected) => {
    rig.receiver.answer = answer
    await rig.happen(3)
    await rig.send()
    expect(rig.receiver.numbers()).toEqual([1])
    const first = await rig.row()
    expect(first).toMatchObject({ cursor: 0, failures: 1, state: 'open', claim: '' })
    expect(first.deliveries).toEqual([expect.objectContaining({ number: 1, tries: 1, ...expected })])
    expect(first.nextAttemptAt!.getTime() - rig.clock.now.getTime()).toBe(5_000)
    // Not before its time.
    await rig.send()
    expect(rig.receiver.numbers()).toEqual([1])
    rig.clock.pass(5_000)
    await rig.send()
    const second = await rig.row()
    expect(second.nextAttemptAt!.getTime() - rig.clock.now.getTime()).toBe(15_000)
    expect(second.deliveries).toEqual([expect.objectContaining({ number: 1, tries: 2 })])
    rig.receiver.answer = fine
    rig.clock.pass(15_000)
    await rig.send()
    expect(rig.receiver.numbers()).toEqual([1, 1, 1, 2, 3])
    expect(new Set(rig.receiver.came.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(rig.receiver.came.slice(0, 3).map(({ body }) => body)).size).toBe(1)
    expect(await rig.row()).toMatchObject({ cursor: 3, failures: 0, failingSince: null, nextAttemptAt: null })
  },
)

test('a receiver that asks for relief gets it, up to a day', async () => {
  rig.receiver.answer = (_came, response) => void response.writeHead(503, { 'retry-after': '7200' }).end()
  await rig.happen(1)
  await rig.send()
  const { nextAttemptAt } = await rig.row()
  expect(nextAttemptAt!.getTime() - rig.clock.now.getTime()).toBe(2 * HOUR)
  rig.clock.pass(2 * HOUR)
  rig.receiver.answer = (_came, response) => void response.writeHead(429, { 'retry-after': '99999999' }).end()
  await rig.send()
  const later = await rig.row()
  expect(later.nextAttemptAt!.getTime() - rig.clock.now.getTime()).toBe(24 * HOUR)
})

test('410: nothing is sent there any more, and a log line names the webhook by its id alone', async () => {
  rig.receiver.answer = (_came, response) => void response.writeHead(410).end()
  await rig.happen(2)
  await rig.send()
  rig.clock.pass(100 * HOUR)
  await rig.happen(1)
  await rig.send()
  expect(rig.receiver.numbers()).toEqual([1])
  expect(await rig.row()).toMatchObject({
    state: 'dead',
    death: 'gone',
    nextAttemptAt: null,
    cursor: 0,
    upTo: 3,
  })
  expect(rig.noted).toEqual([
    { fields: { webhook: rig.webhook, agent: rig.agent, death: 'gone' }, text: expect.any(String) as string },
  ])
})

test('an address that takes nothing for five days is given up; tries go on until then, an hour apart at most', async () => {
  rig.receiver.answer = (_came, response) => void response.writeHead(500).end()
  await rig.happen(1)
  const began = rig.clock.now.getTime()
  let tries = 0
  for (let row = await rig.row(); row.state === 'open'; row = await rig.row(), tries += 1) {
    rig.clock.now = row.nextAttemptAt!
    await rig.send()
  }
  const row = await rig.row()
  expect(row).toMatchObject({ state: 'dead', death: 'unanswered' })
  const hours = (row.diedAt!.getTime() - began) / HOUR
  expect(hours).toBeGreaterThanOrEqual(120)
  expect(hours).toBeLessThan(122)
  expect(tries).toBeGreaterThan(120)
  expect(row.deliveries).toHaveLength(1)
})

test('one that is opened again goes on behind what was taken last', async () => {
  rig.receiver.answer = ({ event }, response) =>
    void response.writeHead(event.data.number === 3 ? 410 : 204).end()
  await rig.happen(4)
  await rig.send()
  expect(await rig.row()).toMatchObject({ state: 'dead', cursor: 2 })
  rig.receiver.answer = fine
  await rig.repositories.subscriptions.open(rig.agent, rig.webhook, null, rig.clock.now)
  await rig.send()
  expect(rig.receiver.numbers()).toEqual([1, 2, 3, 3, 4])
})

test('only the kinds that are wanted come, and the others are passed over', async () => {
  await rig.renew({ kinds: ['acknowledged'] })
  await rig.happen(25)
  await rig.happen(1, { kind: 'acknowledged', diary: { number: 'B/7', date: rig.clock.now } })
  await rig.happen(25)
  await rig.send()
  expect(rig.receiver.came.map(({ event }) => event.data)).toEqual([
    expect.objectContaining({ number: 26, kind: 'acknowledged', diaryNumber: 'B/7' }),
  ])
  expect(await rig.row()).toMatchObject({ cursor: 51, nextAttemptAt: null })
})

test('a range is sent again in its order, beside what is new', async () => {
  await rig.happen(30)
  await rig.send()
  rig.receiver.came.length = 0
  await rig.repositories.subscriptions.sendAgain(rig.agent, rig.webhook, { next: 3, to: 27 }, rig.clock.now)
  await rig.happen(2)
  await rig.send()
  const numbers = rig.receiver.numbers()
  expect(numbers.filter((number) => number <= 30)).toEqual(Array.from({ length: 25 }, (_, i) => i + 3))
  expect(numbers.filter((number) => number > 30)).toEqual([31, 32])
  expect(await rig.row()).toMatchObject({ replay: null, cursor: 32, nextAttemptAt: null })
})

test('what is kept no more is not passed over: the webhook is dead, and says why', async () => {
  await rig.happen(3)
  await rig.database.collection('agent-changes').deleteMany({ agent: rig.agent, number: { $lte: 1 } })
  await rig.send()
  expect(rig.receiver.came).toEqual([])
  expect(await rig.row()).toMatchObject({ state: 'dead', death: 'changes-not-kept' })
})

test('an agent whose keys were all taken back gets nothing', async () => {
  await rig.repositories.agents.revokeKey(rig.agent, `key-${rig.agent.slice('agent-'.length)}`, rig.clock.now)
  await rig.happen(1)
  await rig.send()
  expect(rig.receiver.came).toEqual([])
  expect((await rig.row()).nextAttemptAt!.getTime()).toBe(rig.clock.now.getTime() + HOUR)
})

test('of the deliveries the newest fifty are kept, with at most 200 characters of an answer and no secret in it', async () => {
  rig.receiver.answer = (_came, response) =>
    void response.writeHead(200).end(`token: abcdef\n\n${'well taken '.repeat(50)}`)
  await rig.happen(60)
  await rig.send()
  const { deliveries } = await rig.row()
  expect(deliveries.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, i) => i + 11))
  expect(deliveries[0]!.answer).toHaveLength(200)
  expect(deliveries[0]!.answer).toMatch(/^token: … well taken/)
})

test('ten processes at once send each change once, in order', async () => {
  rig.receiver.answer = (_came, response) => void setTimeout(() => response.writeHead(204).end(), 2)
  await rig.happen(50)
  await Promise.all(Array.from({ length: 10 }, () => rig.send()))
  expect(rig.receiver.numbers()).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
})

test('a receiver that hangs holds up no other', async () => {
  rig.receiver.answer = () => undefined
  await rig.happen(1)
  const { agent } = rig
  // Another agent with a receiver that is well; the first has its own at a place that takes connections and says nothing.
  const held: Socket[] = []
  const silent = createServer((socket) => void held.push(socket.on('error', () => undefined)))
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  const rows = rig.database.collection<{ _id: string }>('subscriptions')
  await rows.updateOne({ _id: rig.webhook }, { $set: { url } })
  const hanging = await rows.findOne({ _id: rig.webhook })
  await rig.renew()
  await rows.insertOne(hanging as never)
  await rig.happen(1)
  // It hangs for longer than the test waits; its line is cut once the other has got what is its.
  const sending = rig.send({
    sendWebhook: createWebhookSender({ allowLoopback: true }, { totalMs: 300_000 }),
  })
  await until(() => rig.receiver.came.length > 0 && held.length > 0, { what: 'the other to get its change' })
  for (const socket of held) socket.destroy()
  await sending
  silent.close()
  expect(await rows.findOne({ agent } as never)).toMatchObject({ failures: 1 })
})
