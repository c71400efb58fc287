// Stories: the word that saves time is lost, or says something else than the rows.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const callsOf = (name: string): number => stage.calls.filter((call) => call === name).length

test('a run whose acknowledgement signal was lost reads the rows again at the due instant and ends', async () => {
  const letter = await stage.send([{ office: 'A' }], { acknowledgeWithin: 48 })
  // The row is delivered before its lane reports: an acknowledgement between the two would be in the report.
  await reach('the run to know the clock', async () => (await letter.progress()).next !== null)
  await letter.acknowledge('A', { tell: false })
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  await stage.pass('47 hours')
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  await stage.pass('2 hours')
  await letter.end()
  expect(await letter.trace('A')).toEqual(['delivered 0 min', 'acknowledged 0 min'])
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('closed')
})

test('an early word that nothing is owed is checked against the rows, and the run goes on', async () => {
  const letter = await stage.send([{ office: 'A' }])
  await reach('the delivery', async () => (await letter.state('A')) === 'delivered')
  const before = callsOf('close')
  await letter.run.signal('acknowledged', { outstanding: 0 })
  await reach('the look at the rows', () => callsOf('close') > before)
  await reach('the run to wait again', async () => (await letter.progress()).stage === 'waiting')
  expect(await letter.progress()).toMatchObject({ owing: 1 })
  await stage.pass('49 hours')
  await reach('the escalation', async () => (await letter.tapal('A')).level === 1)
  await letter.acknowledge('A')
  await letter.end()
})

test('an older word that arrives late is not believed', async () => {
  const offices = ['A', 'B', 'C']
  const letter = await stage.send(offices.map((office) => ({ office })))
  for (const office of offices)
    await reach('the delivery', async () => (await letter.state(office)) === 'delivered')
  for (const office of ['A', 'B']) await letter.acknowledge(office)
  await letter.run.signal('acknowledged', { outstanding: 2 })
  expect(await letter.progress()).toMatchObject({ owing: 1 })
  await letter.acknowledge('C')
  await letter.end()
})

test('signals of another shape, sent by hand, do not block the run', async () => {
  const letter = await stage.send([{ office: 'A' }])
  await reach('the delivery', async () => (await letter.state('A')) === 'delivered')
  await letter.reported()
  await letter.run.signal('acknowledged')
  await letter.run.signal('acknowledged', { outstanding: 'none' })
  await letter.run.signal('delivered', null)
  await letter.run.signal('rerouted', { lanes: [{ mechanism: 'pigeon', shard: 0, rows: 1 }, 7] })
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1, lanes: [{ done: true }] })
  await letter.acknowledge('A')
  await letter.end()
})

test('a due clock that cannot be moved is not asked in a circle', async () => {
  const letter = await stage.send([{ office: 'A' }], { acknowledgeWithin: 1 })
  await reach('the delivery', async () => (await letter.state('A')) === 'delivered')
  const { tapals } = stage.repositories
  const { applyEach } = tapals
  // Overdue by the row, yet no write changes it, as when another writer is at it.
  tapals.applyEach = async () => 0
  try {
    const before = callsOf('escalateOverdue')
    await stage.pass('62 minutes')
    await reach('the first look', () => callsOf('escalateOverdue') > before)
    expect(callsOf('escalateOverdue') - before).toBeLessThan(15)
  } finally {
    tapals.applyEach = applyEach
  }
  expect((await letter.tapal('A')).level).toBe(0)
  await letter.acknowledge('A')
  await letter.end()
})
