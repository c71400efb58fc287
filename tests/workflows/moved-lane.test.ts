// Story: an office's agent has been taken away for good.

import { DELIVERED, DOWN, GONE } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a letter for an agent that is gone is moved to the default agent application and delivered there', async () => {
  Object.assign(stage.system('gone'), { answer: () => GONE, isUp: GONE })
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'gone' }])
  await reach('the delivery', async () => (await letter.state('A')) === 'delivered')
  await letter.reported()
  expect(await letter.progress()).toMatchObject({ lanes: [{ mechanism: 'push', done: true }] })
  await letter.acknowledge('A')
  await letter.end()
  expect((await letter.trace('A')).slice(-3)).toEqual([
    'next-way-gone 0 min',
    'delivered 0 min',
    'acknowledged 0 min',
  ])
})

test('letters parked at an agent that turns out to be gone are moved too, and their runs told', async () => {
  const agent = stage.system('dying')
  Object.assign(agent, { answer: () => DOWN, isUp: false })
  const to = [{ office: 'B', mechanism: 'push', endpoint: 'dying' } as const]
  const letter = await stage.send(to, { acknowledgeWithin: 2 })
  await stage.pass('1 hour')
  await reach('the letter to be parked', async () => (await stage.parkedAt('dying')) === 1)
  const before = await letter.progress()
  await stage.repositories.endpoints.gone('dying', await stage.read(), 'http-410')
  await stage.runs.signal('endpoint', 'dying', 'resumed')
  await reach('the delivery', async () => (await letter.state('B')) === 'delivered')
  await stage.endpointRun('dying').result()
  // The acknowledgement clock, which has started now, is due before the transmission clock was.
  await reach('the run to be told', async () => (await letter.progress()).next! < before.next!)
  await letter.acknowledge('B')
  await letter.end()
  expect((await letter.trace('B')).slice(-3)).toEqual([
    expect.stringMatching(/^next-way-gone /),
    expect.stringMatching(/^delivered /),
    expect.stringMatching(/^acknowledged /),
  ])
})

test('a lane that is told of again and again is handed over once at a time, and once more at its end', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  stage.system('held').answer = async () => {
    await held
    return DELIVERED
  }
  const letter = await stage.send([{ office: 'C', mechanism: 'push', endpoint: 'held' }])
  await reach('the try', async () => (await letter.tapal('C'))?.attempts === 1)
  const lane = { mechanism: 'push', shard: 0, rows: 1 } as const
  for (let i = 0; i < 30; i += 1) await letter.run.signal('rerouted', { lanes: [lane, lane] })
  await reach('the word', async () => (await letter.progress()).lanes.length === 1)
  release()
  await reach('the delivery', async () => (await letter.state('C')) === 'delivered')
  await letter.acknowledge('C')
  await letter.end()
  const events = await letter.events()
  expect(events.filter((type) => type === 'ACTIVITY_TASK_SCHEDULED')).toHaveLength(2)
})
