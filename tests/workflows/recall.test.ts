// Stories: the sender takes the letter back.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const stateOf = (id: string, office: string) => stage.book.row(id, office).state

test('a recall before the acknowledgement wins: the letter is withdrawn and the acknowledgement changes nothing', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', mechanism: 'push' }])
  await reach('the delivery', () => ['A', 'B'].every((office) => stateOf(letter.id, office) === 'delivered'))
  await letter.recall()
  expect(await letter.acknowledge('A')).toBe(false)
  await letter.end()
  expect(letter.trace('A')).toEqual(['delivered 0:00', 'recalled 0:00', 'withdrawn 0:00'])
  expect(letter.trace('B')).toEqual(['delivered 0:00', 'recalled 0:00', 'withdrawn 0:00'])
})

test('an acknowledgement before the recall stands; only what is not taken is withdrawn', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', mechanism: 'push' }])
  await reach('the delivery', () => ['A', 'B'].every((office) => stateOf(letter.id, office) === 'delivered'))
  expect(await letter.acknowledge('A')).toBe(true)
  await letter.recall()
  await letter.end()
  expect(letter.trace('A')).toEqual(['delivered 0:00', 'acknowledged 0:00'])
  expect(letter.trace('B')).toEqual(['delivered 0:00', 'recalled 0:00', 'withdrawn 0:00'])
})

test('a recall ends a lane that waits for its next try at once', async () => {
  stage.book.endpoint('busy').answer = () => ({ busyForMs: 6 * 3_600_000 })
  const letter = await stage.send([{ office: 'C', mechanism: 'push', endpoint: 'busy' }])
  await reach('the first try', () => stage.book.row(letter.id, 'C').attempts === 1)
  await letter.recall()
  await letter.end()
  expect(letter.trace('C')).toEqual(['try 1 failed 0:00', 'recalled 0:00', 'withdrawn 0:00'])
})

test('a recall while a try is under way waits for its end, so that the withdrawal follows a known outcome', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const order: string[] = []
  stage.book.endpoint('slow').answer = async () => {
    await held
    order.push('try ended')
    return 'delivered' as const
  }
  const letter = await stage.send([{ office: 'D', mechanism: 'push', endpoint: 'slow' }])
  await reach('the try', () => stage.book.row(letter.id, 'D').attempts === 1)
  await letter.recall()
  await reach('the run to withdraw', async () => (await letter.progress()).stage === 'withdrawing')
  expect(stage.book.row(letter.id, 'D').withdrawOwed).toBe(true)
  release()
  await letter.end()
  order.push('withdrawn')
  expect(order).toEqual(['try ended', 'withdrawn'])
  expect(stage.book.row(letter.id, 'D')).toMatchObject({ state: 'recalled', withdrawOwed: false })
})

test('a recall word without a recall in the record changes nothing: stopped lanes go on', async () => {
  let busy = true
  stage.book.endpoint('later').answer = () => (busy ? { busyForMs: 3_600_000 } : 'delivered')
  const letter = await stage.send([{ office: 'E', mechanism: 'push', endpoint: 'later' }])
  await reach('the first try', () => stage.book.row(letter.id, 'E').attempts === 1)
  await letter.run.signal('recalled')
  await reach('the lane to start again', async () => (await letter.progress()).lanes.length === 2)
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  busy = false
  await stage.pass('1 hour')
  await reach('the delivery', () => stateOf(letter.id, 'E') === 'delivered')
  await letter.acknowledge('E')
  await letter.end()
  expect(stage.book.calls.filter((name) => name === 'withdraw').length).toBeLessThanOrEqual(5)
})

test('a letter recalled before anything was sent reaches no office', async () => {
  const letter = await stage.send([{ office: 'F' }], { recalled: true })
  await letter.end()
  expect(letter.trace('F')).toEqual(['recalled 0:00'])
})
