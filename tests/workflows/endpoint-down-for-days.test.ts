// Story: the agent of one office is down for three days, while the other offices take the letter or let it lie.

import { HOUR } from './stage/book'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('letters for an agent that is down are parked and delivered when it is back; the other offices are not held up', async () => {
  const { book } = stage
  const agent = book.endpoint('agent-a')
  agent.answer = () => 'down'
  const letter = await stage.send(
    [
      { office: 'DOWN', mechanism: 'push', endpoint: 'agent-a' },
      { office: 'TAKES', mechanism: 'push', endpoint: 'agent-b' },
      { office: 'SLEEPS', mechanism: 'kcs-agent' },
    ],
    { acknowledgeWithin: 10, escalateEvery: 10 },
  )
  const second = await stage.send([{ office: 'DOWN', mechanism: 'push', endpoint: 'agent-a' }])

  await stage.pass('1 hour')
  await reach('both letters to be parked', () => book.parked('agent-a').length === 2)
  await letter.acknowledge('TAKES')
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 2 })

  await stage.pass('71 hours')
  await reach('the probes of three days', () => agent.probes.length > 60)
  expect(letter.trace('SLEEPS')).toEqual([
    'delivered 0:00',
    'level 1 10:00',
    'level 2 20:00',
    'ladder ended 30:00',
    'ladder ended 54:00',
  ])
  // The receiving office never had it, so its ladder is not climbed.
  expect(letter.trace('DOWN').filter((line) => line.startsWith('level'))).toEqual([])
  expect(letter.trace('DOWN')).toContain('undelivered, told 4:00')

  // Waits grow until they are an hour each.
  const waits = agent.probes.slice(1).map((at, i) => at - agent.probes[i]!)
  expect(waits[0]).toBeLessThan(60_000)
  expect(Math.max(...waits)).toBeGreaterThanOrEqual(HOUR)
  expect(waits.slice(-10).every((wait) => wait >= HOUR)).toBe(true)
  expect(await stage.endpointProgress('agent-a')).toMatchObject({ stage: 'waiting', parked: 2 })

  agent.answer = () => 'delivered'
  await stage.pass('1 hour')
  await reach('the parked letters to be drained', () => book.parked('agent-a').length === 0)
  await reach('the endpoint to be open again', () => agent.state === 'open')
  await stage.endpointRun('agent-a').result()
  expect(letter.trace('DOWN').at(-1)).toMatch(/^delivered 7[23]:/)

  // Delivered late, its own acknowledgement clock runs from then.
  await stage.pass('11 hours')
  await reach('the escalation of what came late', () => book.row(letter.id, 'DOWN').level === 1)
  for (const office of ['DOWN', 'SLEEPS']) await letter.acknowledge(office)
  await second.acknowledge('DOWN')
  await letter.end()
  await second.end()
  expect(book.rows.every((row) => row.state === 'acknowledged')).toBe(true)
})
