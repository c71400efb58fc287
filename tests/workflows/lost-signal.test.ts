// Stories: the word that saves time is lost, or says something else than the rows.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a run whose acknowledgement signal was lost reads the rows again at the due instant and ends', async () => {
  const letter = await stage.send([{ office: 'A' }], { acknowledgeWithin: 48 })
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
  await letter.acknowledge('A', { tell: false })
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  await stage.pass('47 hours')
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  await stage.pass('2 hours')
  await letter.end()
  expect(letter.trace('A')).toEqual(['delivered 0:00', 'acknowledged 0:00'])
  expect(stage.book.dispatch(letter.id).closed).toBe(true)
})

test('an early word that nothing is owed is checked against the rows, and the run goes on', async () => {
  const letter = await stage.send([{ office: 'A' }])
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
  await letter.run.signal('acknowledged', { outstanding: 0 })
  await reach('the look at the rows', () => stage.book.calls.filter((name) => name === 'close').length >= 2)
  await reach('the run to wait again', async () => (await letter.progress()).stage === 'waiting')
  expect(await letter.progress()).toMatchObject({ owing: 1 })
  await stage.pass('49 hours')
  await reach('the escalation', () => stage.book.row(letter.id, 'A').level === 1)
  await letter.acknowledge('A')
  await letter.end()
})

test('an older word that arrives late is not believed', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B' }, { office: 'C' }])
  await reach('the delivery', () => stage.book.of(letter.id).every((row) => row.state === 'delivered'))
  for (const office of ['A', 'B']) await letter.acknowledge(office)
  await letter.run.signal('acknowledged', { outstanding: 2 })
  expect(await letter.progress()).toMatchObject({ owing: 1 })
  await letter.acknowledge('C')
  await letter.end()
})

test('signals of another shape, sent by hand, do not block the run', async () => {
  const letter = await stage.send([{ office: 'A' }])
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
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
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
  const { book } = stage
  const owing = book.owing.bind(book)
  // Overdue by the answer, yet no row can be moved up, as when another writer is at it.
  book.owing = (id) => (id === letter.id ? { owing: 1, next: 0 } : owing(id))
  book.row(letter.id, 'A').dueAt = null
  const before = book.calls.filter((name) => name === 'escalateOverdue').length
  await stage.pass('61 minutes')
  await reach('the first look', () => book.calls.filter((name) => name === 'escalateOverdue').length > before)
  expect(book.calls.filter((name) => name === 'escalateOverdue').length - before).toBeLessThan(15)
  book.owing = owing
  await letter.acknowledge('A')
  await letter.end()
})
