// Stories: the sender takes the letter back.

import { busyFor, DELIVERED } from './stage/filing-systems'
import type { Letter } from './stage/letter'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

async function delivered(letter: Letter, ...offices: string[]): Promise<void> {
  for (const office of offices)
    await reach('the delivery', async () => (await letter.state(office)) === 'delivered')
}

test('a recall before the acknowledgement wins: the letter is withdrawn and the acknowledgement changes nothing', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', mechanism: 'push' }])
  await delivered(letter, 'A', 'B')
  await letter.recall()
  expect(await letter.acknowledge('A')).toBe(false)
  await letter.end()
  for (const office of ['A', 'B'])
    expect(await letter.trace(office)).toEqual([
      'delivered 0 min',
      'recalled 0 min',
      'withdrawn-at-agent 0 min',
    ])
})

test('an acknowledgement before the recall stands; only what is not taken is withdrawn', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', mechanism: 'push' }])
  await delivered(letter, 'A', 'B')
  expect(await letter.acknowledge('A')).toBe(true)
  await letter.recall()
  await letter.end()
  expect(await letter.trace('A')).toEqual(['delivered 0 min', 'acknowledged 0 min'])
  expect(await letter.trace('B')).toEqual(['delivered 0 min', 'recalled 0 min', 'withdrawn-at-agent 0 min'])
})

test('a recall ends a lane that waits for its next try at once', async () => {
  stage.system('busy').answer = () => busyFor(6 * 3_600_000)
  const letter = await stage.send([{ office: 'C', mechanism: 'push', endpoint: 'busy' }])
  await letter.paused()
  await letter.recall()
  await letter.end()
  expect(await letter.trace('C')).toEqual(['busy 0 min', 'recalled 0 min', 'withdrawn-at-agent 0 min'])
})

test('a letter that is taken back from those it has not reached goes on with the others, and closes once they took it', async () => {
  stage.system('away').answer = () => busyFor(6 * 3_600_000)
  const letter = await stage.send([
    { office: 'H', mechanism: 'push', endpoint: 'away' },
    { office: 'I' },
    { office: 'J' },
  ])
  await delivered(letter, 'I', 'J')
  await letter.paused()
  await letter.recallUnreached()
  await reach('the withdrawal', async () => !(await letter.tapal('H')).withdrawOwed)
  expect(await letter.trace('H')).toEqual(['busy 0 min', 'recalled 0 min', 'withdrawn-at-agent 0 min'])
  await reach('the run to wait for the others', async () => {
    const { stage: at, owing } = await letter.progress()
    return at === 'waiting' && owing === 2
  })
  expect([await letter.acknowledge('I'), await letter.acknowledge('J')]).toEqual([true, true])
  await letter.end()
  expect([await letter.state('I'), await letter.state('J')]).toEqual(['acknowledged', 'acknowledged'])
})

test('a recall while a try is under way waits for its end, so that the withdrawal follows a known outcome', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const order: string[] = []
  stage.system('slow').answer = async () => {
    await held
    order.push('try ended')
    return DELIVERED
  }
  stage.system('slow').withdrawn = () => void order.push('withdrawn')
  const letter = await stage.send([{ office: 'D', mechanism: 'push', endpoint: 'slow' }])
  await reach('the try', async () => (await letter.tapal('D'))?.attempts === 1)
  await letter.recall()
  await reach('the run to withdraw', async () => (await letter.progress()).stage === 'withdrawing')
  expect((await letter.tapal('D')).withdrawOwed).toBe(true)
  release()
  await letter.end()
  expect(order).toEqual(['try ended', 'withdrawn'])
  expect(await letter.tapal('D')).toMatchObject({ state: 'recalled', withdrawOwed: false })
})

test('a recall whose signal is lost is carried out all the same: the run reads it from the rows before it closes', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const withdrawn: string[] = []
  stage.system('deaf').answer = async () => {
    await held
    return DELIVERED
  }
  stage.system('deaf').withdrawn = () => void withdrawn.push('G')
  const letter = await stage.send([{ office: 'G', mechanism: 'push', endpoint: 'deaf' }])
  await reach('the try', async () => (await letter.tapal('G'))?.attempts === 1)
  await letter.recall({ tell: false })
  release()
  await letter.end()
  expect(withdrawn).toEqual(['G'])
  expect(await letter.tapal('G')).toMatchObject({ state: 'recalled', withdrawOwed: false })
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('cancelled')
})

test('an office that had diarised the letter before it was taken back keeps its number, and so does the record', async () => {
  stage.system('quick').withdrawn = () => ({ kind: 'taken' })
  const letter = await stage.send([{ office: 'H', mechanism: 'push', endpoint: 'quick' }])
  await delivered(letter, 'H')
  await letter.recall()
  await letter.end()
  expect(await letter.trace('H')).toEqual(['delivered 0 min', 'recalled 0 min', 'withdrawal-refused 0 min'])
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('cancelled')
  expect(await letter.acknowledge('H')).toBe(true)
  expect(await letter.tapal('H')).toMatchObject({ state: 'acknowledged', diary: { number: 'H/1' } })
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('closed')
})

test('a recall word without a recall in the record changes nothing: stopped lanes go on', async () => {
  let busy = true
  stage.system('later').answer = () => (busy ? busyFor(3_600_000) : DELIVERED)
  const letter = await stage.send([{ office: 'E', mechanism: 'push', endpoint: 'later' }])
  await letter.paused()
  const before = stage.calls.filter((name) => name === 'withdraw').length
  await letter.run.signal('recalled')
  await reach('the lane to start again', async () => (await letter.progress()).lanes.length === 2)
  expect(await letter.progress()).toMatchObject({ stage: 'waiting', owing: 1 })
  busy = false
  await stage.pass('1 hour')
  await reach('the delivery', async () => (await letter.state('E')) === 'delivered')
  await letter.acknowledge('E')
  await letter.end()
  expect(stage.calls.filter((name) => name === 'withdraw').length - before).toBe(1)
})

test('a letter recalled before anything was sent reaches no office', async () => {
  const at = await stage.read()
  const recall = { at, seat: 'SENDER/SO', holder: 'PEN1', reason: 'wrong enclosure' }
  const { length } = stage.calls
  const letter = await stage.send([{ office: 'F' }], { recall })
  await letter.end()
  expect(await letter.tapal('F')).toBeUndefined()
  expect(stage.calls.slice(length)).not.toContain('deliver')
  expect((await stage.repositories.dispatches.byId(letter.id))?.state).toBe('cancelled')
})
