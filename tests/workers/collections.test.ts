// Systems that cannot call KCS are asked by schedules of Temporal, each by a short run, and a lost schedule comes back.

import { DISPATCH_QUEUE } from '../../workflows/dispatch/manifest'
import { keepSchedules } from '../../services/letters/collect/schedule'
import { buildOffice, buildSeat } from '../support/builders'
import { dutyDeps } from '../support/duty-deps'
import { pauseEndpoint } from '../support/pause-endpoint'
import { until } from '../support/until'
import { BACK_OFF, openWorld, type World } from '../support/world'
import { letter, openStranger, type Stranger } from '../services/letters/collect/stranger'

let world: World
let stranger: Stranger
beforeAll(async () => {
  stranger = await openStranger()
  world = await openWorld()
  Object.assign(world.connectors.eoffice, {
    collect: stranger.connector.collect,
    settle: stranger.connector.settle,
  })
  const { offices, seats, agents, endpoints } = world.repositories
  await offices.save([buildOffice('SEND'), buildOffice('RECV')])
  await seats.save([buildSeat('SEND/TAPAL'), buildSeat('RECV/TAPAL')])
  await agents.add({
    ...{ id: 'A', name: 'Stranger', offices: ['SEND'], endpoint: 'E', keys: [], createdAt: new Date() },
  })
  await endpoints.save({
    ...{ id: 'E', mechanism: 'eoffice', agent: 'A', address: stranger.address },
    ...{ backOff: BACK_OFF, concurrency: 4 },
  })
}, 120_000)
afterAll(async () => {
  await world.close()
  await stranger.close()
})

const keep = () => keepSchedules({ ...dutyDeps(world), connectors: world.connectors })
const scheduled = async () => (await world.runs.scheduled('collect')).get('E')
const rhythm = (paused: boolean) =>
  until(async () => (await scheduled())?.paused === paused, { what: `a schedule, paused: ${paused}` })

test('a system that collects has one schedule of a minute, however often the duty looks; a lost one comes back', async () => {
  expect(await keep()).toBe(1)
  await rhythm(false)
  expect(await scheduled()).toEqual({ everySeconds: 60, paused: false })
  expect(await keep()).toBe(0)
  await world.client.schedule.getHandle('collect:E').delete()
  await until(async () => (await scheduled()) === undefined, { what: 'the schedule to be gone' })
  expect(await keep()).toBe(1)
  await rhythm(false)
})

test('it rests with an operator’s pause, goes on with its end, and is removed with an endpoint that is gone', async () => {
  const { endpoints } = world.repositories
  await pauseEndpoint(world.repositories, 'E', 'operator', 'works', new Date())
  await keep()
  await rhythm(true)
  await endpoints.open('E')
  await keep()
  await rhythm(false)
  await endpoints.gone('E', new Date(), 'http-410')
  await keep()
  await until(async () => (await scheduled()) === undefined, { what: 'the schedule to be removed' })
  await endpoints.open('E')
  await keep()
  await rhythm(false)
})

test('a run costs eleven events, works on the queue of its system, and holds ids and counts alone', async () => {
  const workers = [await world.work(), await world.work()]
  stranger.outbox = Array.from({ length: 12 }, (_, i) => letter(`L${i}`, { subject: 'CANARY' }))
  // Two at once: by hand, and by the schedule.
  await world.client.schedule.getHandle('collect:E').trigger('SKIP')
  await world.runs.start('collect', 'E')
  await until(async () => (await world.repositories.collects.of('E')).taken === 12, {
    what: 'twelve letters',
  })
  const runs = await until(
    async () => {
      const found: { workflowId: string; runId: string }[] = []
      for await (const run of world.client.workflow.list({ query: "KcsFlow = 'collect'" }))
        if (run.status.name === 'COMPLETED') found.push(run)
      return found.length >= 2 ? found : null
    },
    { what: 'both runs to end' },
  )
  const byHand = runs.find(({ workflowId }) => workflowId === 'collect:E')!
  const bySchedule = runs.find(({ workflowId }) => workflowId !== 'collect:E')!
  for (const { workflowId, runId } of [byHand, bySchedule]) {
    const { events } = await world.client.workflow.getHandle(workflowId, runId).fetchHistory()
    expect(events).toHaveLength(11)
    const text = JSON.stringify(events)
    expect(text).not.toContain('CANARY')
    const queue = events!.flatMap(
      ({ activityTaskScheduledEventAttributes: one }) => one?.taskQueue?.name ?? [],
    )
    expect(queue).toEqual([workflowId === 'collect:E' ? DISPATCH_QUEUE : 'deliver-eoffice'])
  }
  const rows = await world.database.collection('dispatches').find({ caller: 'agent:A' }).toArray()
  expect(rows).toHaveLength(12)
  for (const worker of workers) await worker.stop()
}, 120_000)
