// Stories on the real server: a run whose history has grown full goes on in a new one.

import { buildOffice, buildSeat } from '../support/builders'
import { FULL_HISTORY } from '../support/servers'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'
import { pauseEndpoint } from '../support/pause-endpoint'

/** Some more signals than make a history full. */
const MANY = FULL_HISTORY + 100

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.repositories.seats.save([
    buildSeat('A/TAPAL', { reportsTo: 'A/SUPDT' }),
    buildSeat('A/SUPDT', { reportsTo: 'A/HEAD' }),
    buildSeat('A/HEAD'),
  ])
  await world.repositories.offices.save([buildOffice('A'), buildOffice('B', 'push')])
})
afterAll(() => world?.close())

/** Signals a run many times; a signal costs an event each. */
async function fill(workflowId: string, signal: string, word: unknown[]): Promise<void> {
  const handle = world.client.workflow.getHandle(workflowId)
  for (let sent = 0; sent < MANY; sent += 100)
    await Promise.all(Array.from({ length: 100 }, () => handle.signal(signal, ...word)))
}

const runOf = async (name: 'dispatch' | 'endpoint', subject: string) =>
  (await world.runs.describe(name, subject))?.runId

test('a dispatch whose history is full goes on in a new run that knows what is owed and when clocks are due', async () => {
  const { tapals } = world.repositories
  const first = await world.work()
  const dispatch = await world.send({
    recipients: [{ office: 'A', purpose: 'action' }],
    times: { acknowledgeWithinSeconds: 2, escalateEverySeconds: 3 },
  })
  const row = async () => (await tapals.ofDispatch(dispatch.id))[0]!
  await until(async () => (await row()).state === 'delivered', { what: 'the delivery' })
  await first.stop()
  const runId = await runOf('dispatch', dispatch.id)
  await fill(`dispatch:${dispatch.id}`, 'acknowledged', [{ outstanding: 1 }])
  const second = await world.work()
  await until(async () => (await runOf('dispatch', dispatch.id)) !== runId, { what: 'the new run' })
  const known = await world.runs.query('dispatch', dispatch.id, 'progress')
  expect(known).toMatchObject({ stage: 'waiting', owing: 1 })
  await until(async () => (await row()).level === 2, { what: 'the next level, moved up by the new run' })
  // Those of the run before count, too.
  await until(
    async () =>
      ((await world.runs.query('dispatch', dispatch.id, 'progress')) as { escalations: number })
        .escalations === 2,
    { what: 'both steps to be counted' },
  )

  // The row is taken and the word lost: the new run still finds it at its next due instant.
  await world.database
    .collection('tapals')
    .updateOne({ dispatch: dispatch.id }, { $set: { owes: false, dueAt: null } })
  await until(async () => (await world.runs.describe('dispatch', dispatch.id))?.status === 'completed', {
    what: 'the end',
  })
  await second.stop()
})

test('a letter whose lane never ends goes on in a new run when its history is full of words, with the lane, and before any clock', async () => {
  const { tapals } = world.repositories
  world.connectors.push.answer(() => ({ kind: 'busy', code: 'http-503', afterMs: 1_000 }))
  const first = await world.work()
  const recipients = ['A', 'B'].map((office) => ({ office, purpose: 'action' as const }))
  const dispatch = await world.send({ recipients })
  const stateOf = async (code: string) =>
    (await tapals.ofDispatch(dispatch.id)).find(({ office }) => office === code)?.state
  await until(async () => (await stateOf('A')) === 'delivered', { what: 'the delivery to A' })
  await first.stop()
  const runId = await runOf('dispatch', dispatch.id)
  await fill(`dispatch:${dispatch.id}`, 'acknowledged', [{ outstanding: 2 }])
  const second = await world.work()
  await until(async () => (await runOf('dispatch', dispatch.id)) !== runId, {
    what: 'the new run',
    timeoutMs: 60_000,
  })
  await until(
    async () => {
      const known = await world.runs.query('dispatch', dispatch.id, 'progress')
      expect(known).toMatchObject({
        ...{ stage: 'waiting', owing: 2, escalations: 0 },
        lanes: [{ mechanism: 'push', done: false }],
      })
      return true
    },
    { what: 'the lane to be under way again' },
  )
  world.connectors.push.answer(() => ({ kind: 'delivered' }))
  await until(async () => (await stateOf('B')) === 'delivered', { what: 'the delivery to B by the new run' })
  await world.database
    .collection('tapals')
    .updateMany({ dispatch: dispatch.id }, { $set: { owes: false, dueAt: null } })
  await world.runs.signal('dispatch', dispatch.id, 'acknowledged', { outstanding: 0 })
  await until(async () => (await world.runs.describe('dispatch', dispatch.id))?.status === 'completed', {
    what: 'the end',
  })
  await second.stop()
}, 180_000)

test('a paused endpoint whose history is full of parked letters begins a new run and keeps its rest', async () => {
  const { endpoints, tapals } = world.repositories
  const first = await world.work()
  await pauseEndpoint({ endpoints }, 'push', 'operator', 'maintenance', new Date())
  const dispatch = await world.send({ recipients: [{ office: 'B', purpose: 'information' }] })
  const stage = async () =>
    ((await world.runs.query('endpoint', 'push', 'progress')) as { stage: string } | null)?.stage
  await until(async () => (await stage()) === 'waiting-for-operator', { what: 'the run to wait' })
  const runId = await runOf('endpoint', 'push')
  await first.stop()
  await fill('endpoint:push', 'parked', [])
  await world.work()
  await until(async () => (await runOf('endpoint', 'push')) !== runId, { what: 'the new run' })
  await until(async () => (await stage()) === 'waiting-for-operator', { what: 'the new run to wait' })

  await endpoints.open('push')
  await world.runs.signal('endpoint', 'push', 'resumed')
  await until(async () => (await tapals.ofDispatch(dispatch.id))[0]!.state === 'delivered', {
    what: 'the delivery',
  })
  await until(async () => (await world.runs.describe('endpoint', 'push'))?.status === 'completed', {
    what: 'the end of the pause',
  })
})
