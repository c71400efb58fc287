// The duties of two workers bring what happens to the webhook of an agent; one of them ends under way.

import { pino } from 'pino'
import { createWebhookSender } from '../../connectors/webhook'
import { acknowledgeChange } from '../../domain/letters/tapal/acts'
import { CASES } from '../../process/cases'
import { newId } from '../../process/new-id'
import { runsWithoutSoon } from '../../process/runs'
import { createSecrets } from '../../secrets'
import { createPace } from '../../services/letters/delivery/pace'
import { startDuties } from '../../workers/duties'
import { buildDelivered, openRoom, type Room } from '../database/room'
import { openReceiver, type Receiver } from '../services/access/subscription/receiver'
import { buildSubscription } from '../support/build-change'
import { recordingRuns } from '../support/recording-runs'
import { until } from '../support/until'

const secrets = createSecrets('ab'.repeat(32))
let room: Room
let receiver: Receiver
const workers: { stop(): Promise<void> }[] = []
beforeAll(async () => {
  room = await openRoom()
  receiver = await openReceiver()
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await receiver.close()
  await room.close()
})

function startWorker(): { stop(): Promise<void> } {
  const { repositories } = room
  const worker = startDuties({
    deps: { repositories, runs: runsWithoutSoon(recordingRuns()), secrets, newId, connectors: {} as never },
    ...{ cases: CASES, store: { removeOrphans: async () => undefined }, channels: [], pace: createPace() },
    ...{ publicUrl: 'http://127.0.0.1', logger: pino({ level: 'silent' }), now: () => new Date() },
    sendWebhook: createWebhookSender({ allowLoopback: true }),
  })
  workers.push(worker)
  return worker
}

test('a letter that arrives and is acknowledged comes to the webhook once each, in order, though a worker ends', async () => {
  const at = new Date()
  const secret = secrets.newWebhookSecret()
  const { agents, subscriptions, tapals } = room.repositories
  await agents.add({ id: 'agent-1', name: 'A', offices: ['RECV'], endpoint: null, keys: [], createdAt: at })
  const own = { url: receiver.url, sealedSecret: secrets.seal(secret), createdAt: at }
  await subscriptions.add(buildSubscription(own), { what: 'x', actor: { kind: 'kcs' }, at })
  const first = startWorker()
  startWorker()
  const letters = Array.from({ length: 30 }, (_, i) =>
    buildDelivered({ dispatch: `D${i}`, office: 'RECV' }, at),
  )
  await tapals.insert(letters)
  await until(() => receiver.came.length >= 10, { what: 'the first webhooks' })
  const stopping = first.stop()
  for (const { id } of letters) {
    const act = { actor: { kind: 'kcs' }, at, diary: { number: 'R/7', date: at }, key: 'k' } as const
    await tapals.apply(id, acknowledgeChange({ deliveredAt: at }, { ...act, cause: 'acknowledged-by-agent' }))
  }
  await stopping
  await until(() => receiver.came.length >= 60, { what: 'all webhooks' })
  expect(receiver.numbers()).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  const kinds = receiver.came.map(({ event }) => event.data.kind).sort()
  expect([
    kinds.filter((kind) => kind === 'arrived'),
    kinds.filter((kind) => kind === 'acknowledged'),
  ]).toEqual([Array.from({ length: 30 }, () => 'arrived'), Array.from({ length: 30 }, () => 'acknowledged')])
  expect(receiver.came.every((came) => receiver.fits(came, secret))).toBe(true)
})
