// Stories: nobody takes the letter in time.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const times = { acknowledgeWithin: 48, escalateEvery: 30, levels: 2 }

test('an overdue tapal goes up level by level, each with its own time, and whoever takes it first ends it', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', action: false }], times)
  await stage.pass('47 hours')
  await reach('the delivery', async () => (await letter.state('B')) === 'delivered')
  expect(await letter.trace('A')).toEqual(['delivered 0 min'])
  await stage.pass('2 hours')
  await reach('the first level', async () => (await letter.tapal('A')).level === 1)
  await stage.pass('30 hours')
  await reach('the second level', async () => (await letter.tapal('A')).level === 2)
  expect(await letter.progress()).toMatchObject({ owing: 1, escalations: 2 })
  expect((await letter.tapal('A')).escalatedTo).toEqual(['A/ABOVE1', 'A/ABOVE2'])
  await letter.acknowledge('A')
  await letter.end()
  expect(await letter.trace('A')).toEqual([
    'delivered 0 min',
    'level 1 48 h',
    'level 2 78 h',
    'acknowledged 79 h',
  ])
  expect(await letter.trace('B')).toEqual(['delivered 0 min'])
})

test('an acknowledgement that comes after the last level still ends the letter', async () => {
  const letter = await stage.send([{ office: 'A' }], times)
  await stage.pass('30 days')
  await reach('the reminders after the ladder', async () => (await letter.trace('A')).length > 20)
  expect((await letter.trace('A')).slice(0, 5)).toEqual([
    'delivered 0 min',
    'level 1 48 h',
    'level 2 78 h',
    'ladder-ended 108 h',
    'ladder-ended 138 h',
  ])
  expect(await letter.acknowledge('A')).toBe(true)
  await letter.end()
  expect((await letter.trace('A')).at(-1)).toBe('acknowledged 720 h')
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('closed')
})

test('a reply that is owed climbs after the taking, stands while it is paused, and keeps the run until it is closed', async () => {
  const within = { reply: { amount: 48, unit: 'hours' } } as const
  const letter = await stage.send([{ office: 'C' }], {
    levels: 2,
    times: { acknowledgeWithinSeconds: 48 * 3600, escalateEverySeconds: 30 * 3600, within },
  })
  await reach('the delivery', async () => (await letter.state('C')) === 'delivered')
  await letter.acknowledge('C')
  // From the midnight after the day on which it came, by day and night.
  const [reply] = (await letter.tapal('C')).clocks
  expect(reply).toMatchObject({ kind: 'reply', level: 0 })
  await stage.pass('75 hours')
  await reach('the first level', async () => (await letter.tapal('C')).level === 1)
  await letter.standClock('C', 'reply', 'pause')
  await stage.pass('20 days')
  expect(await letter.tapal('C')).toMatchObject({ level: 1, owes: true, dueAt: null })
  await letter.standClock('C', 'reply', 'resume')
  await reach('the run to know', async () => (await letter.progress()).next !== null)
  await letter.close('C')
  await letter.end()
  const trace = (await letter.trace('C')).map((line) => line.split(' ')[0])
  expect(trace.filter((word) => word !== 'level')).toEqual([
    ...['delivered', 'acknowledged', 'clock-nearing', 'clock-paused', 'clock-resumed', 'closed'],
  ])
})
