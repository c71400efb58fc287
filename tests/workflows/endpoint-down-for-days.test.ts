// Story: the agent of one office is down for three days, while the other offices take the letter or let it lie.

import { DELIVERED, DOWN } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

const LONGEST_MS = 20 * 60_000

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('letters for an agent that is down are parked and delivered when it is back; the other offices are not held up', async () => {
  const agent = stage.system('agent-a')
  Object.assign(agent, { answer: () => DOWN, isUp: false })
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
  await reach('both letters to be parked', async () => (await stage.parkedAt('agent-a')) === 2)
  await letter.acknowledge('TAKES')
  await reach('the run to hear of it', async () => (await letter.progress()).owing === 2)
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 2 })

  await stage.pass('71 hours')
  await reach('the probes of three days', () => agent.probes.length > 180)
  expect(await letter.trace('SLEEPS')).toEqual([
    'delivered 0 min',
    'level 1 10 h',
    'level 2 20 h',
    'ladder-ended 30 h',
    'ladder-ended 54 h',
  ])
  // The receiving office never had it, so its ladder is not climbed.
  const trace = await letter.trace('DOWN')
  expect(trace.filter((line) => line.startsWith('level'))).toEqual([])
  expect(trace).toContain('transmission-overdue 4 h')

  // Waits grow until they are twenty minutes each.
  const waits = agent.probes.slice(1).map((at, i) => at.getTime() - agent.probes[i]!.getTime())
  expect(waits[0]).toBeLessThan(60_000)
  expect(Math.max(...waits)).toBeGreaterThanOrEqual(LONGEST_MS - 1_000)
  expect(waits.slice(-10).every((wait) => wait >= LONGEST_MS - 1_000)).toBe(true)
  expect(await stage.endpointProgress('agent-a')).toMatchObject({ stage: 'waiting', parked: 2 })

  Object.assign(agent, { answer: () => DELIVERED, isUp: true })
  await stage.pass('1 hour')
  await reach('the parked letters to be drained', async () => (await stage.parkedAt('agent-a')) === 0)
  await reach(
    'the endpoint to be open again',
    async () => (await stage.repositories.endpoints.byId('agent-a'))?.state === 'open',
  )
  await stage.endpointRun('agent-a').result()
  expect((await letter.trace('DOWN')).at(-1)).toMatch(/^delivered 7[23] h$/)

  // Delivered late, its own acknowledgement clock runs from then.
  await stage.pass('11 hours')
  await reach('the escalation of what came late', async () => (await letter.tapal('DOWN')).level === 1)
  for (const office of ['DOWN', 'SLEEPS']) await letter.acknowledge(office)
  await second.acknowledge('DOWN')
  await letter.end()
  await second.end()
  for (const office of ['DOWN', 'TAKES', 'SLEEPS']) expect(await letter.state(office)).toBe('acknowledged')
  expect(await second.state('DOWN')).toBe('acknowledged')
})
