// A sender that is killed at any step loses no change, and the order stands.

import { KcsError } from '../../../../domain/common/error'
import { dyingAt } from '../../../support/dying'
import type { SendingDeps } from '../../../../services/access/subscription/send'
import { openRig, type Rig } from './rig'

const CLAIM_MS = 60_000
let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

const killedAt = (method: string, when: 'before' | 'after') => (): Partial<SendingDeps> => ({
  repositories: dyingAt(rig.repositories, 'subscriptions', method, when),
})
const killedInCall = (when: 'before' | 'after') => (): Partial<SendingDeps> => ({
  async sendWebhook(message) {
    if (when === 'after') await rig.deps.sendWebhook(message)
    throw new Error('killed')
  },
})

const steps: [string, () => Partial<SendingDeps>][] = [
  ['before the call', killedInCall('before')],
  ['after the call', killedInCall('after')],
  ['before it was noted as taken', killedAt('noteTaken', 'before')],
  ['after it was noted as taken', killedAt('noteTaken', 'after')],
  ['before the webhook was let go', killedAt('release', 'before')],
  ['after the webhook was let go', killedAt('release', 'after')],
]

test.each(steps)(
  'killed %s: another goes on after the claim has run out, in order and without a gap',
  async (_step, killed) => {
    await rig.happen(3)
    await rig.send(killed())
    await rig.happen(1)
    rig.clock.pass(CLAIM_MS)
    await rig.send()
    const numbers = rig.receiver.numbers()
    expect([...new Set(numbers)]).toEqual([1, 2, 3, 4])
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
    expect(await rig.row()).toMatchObject({ cursor: 4, nextAttemptAt: null, claim: '' })
  },
)

test.each([
  ['before', 'noteFailed'],
  ['after', 'noteFailed'],
] as const)('killed %s a failure was noted: it is tried again', async (when, method) => {
  rig.receiver.answer = (_came, response) => void response.writeHead(500).end()
  await rig.happen(1)
  await rig.send(killedAt(method, when)())
  rig.clock.pass(CLAIM_MS)
  rig.receiver.answer = (_came, response) => void response.writeHead(204).end()
  await rig.send()
  expect(rig.receiver.numbers()).toEqual([1, 1])
  expect(await rig.row()).toMatchObject({ cursor: 1 })
})

test('a sender whose claim has run out under way writes nothing over what another has written since', async () => {
  await rig.happen(2)
  let first = true
  rig.receiver.answer = (_came, response) => void response.writeHead(204).end()
  await rig.send({
    async sendWebhook(message) {
      const tried = await rig.deps.sendWebhook(message)
      if (first) {
        first = false
        // It was stopped for longer than its claim, and another has gone on.
        rig.clock.pass(CLAIM_MS)
        await rig.send()
      }
      return { ...tried, status: 500 }
    },
  })
  expect(await rig.row()).toMatchObject({ cursor: 2, failures: 0, nextAttemptAt: null })
})

test('a database that is away for a moment ends no webhook: it is served after the claim has run out', async () => {
  await rig.happen(1)
  const { agentFeed } = rig.repositories
  const lastOf = () => Promise.reject(new KcsError('service-unavailable'))
  await rig.send({ repositories: { ...rig.repositories, agentFeed: { ...agentFeed, lastOf } } })
  expect(await rig.row()).toMatchObject({ state: 'open', cursor: 0 })
  rig.clock.pass(CLAIM_MS)
  await rig.send()
  expect(rig.receiver.numbers()).toEqual([1])
})

test('what happens while a webhook is let go is not forgotten', async () => {
  await rig.happen(1)
  const { subscriptions } = rig.repositories
  await rig.send({
    repositories: {
      ...rig.repositories,
      subscriptions: {
        ...subscriptions,
        async release(...given) {
          if (rig.receiver.came.length === 1) await rig.happen(1)
          return subscriptions.release(...given)
        },
      },
    },
  })
  expect(rig.receiver.numbers()).toEqual([1, 2])
})
