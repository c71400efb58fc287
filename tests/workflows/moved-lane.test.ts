// Story: an office's agent has been taken away for good.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a letter for an agent that is gone is moved to the default agent application and delivered there', async () => {
  stage.book.endpoint('gone').answer = () => 'gone'
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'gone' }])
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
  expect(await letter.progress()).toMatchObject({
    lanes: [
      { mechanism: 'push', done: true },
      { mechanism: 'kcs-agent', done: true },
    ],
  })
  await letter.acknowledge('A')
  await letter.end()
  expect(letter.trace('A')).toEqual(['moved 0:00', 'delivered 0:00', 'acknowledged 0:00'])
})

test('letters parked at an agent that turns out to be gone are moved too, and their runs told', async () => {
  const agent = stage.book.endpoint('dying')
  agent.answer = () => 'down'
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'dying' }])
  await stage.pass('1 hour')
  await reach('the letter to be parked', () => stage.book.parked('dying').length === 1)
  agent.state = 'gone'
  await stage.resume('dying')
  await reach('the delivery', () => stage.book.row(letter.id, 'B').state === 'delivered')
  await stage.endpointRun('dying').result()
  await letter.acknowledge('B')
  await letter.end()
  expect(letter.trace('B').slice(-3)).toEqual([
    expect.stringMatching(/^moved /),
    expect.stringMatching(/^delivered /),
    expect.stringMatching(/^acknowledged /),
  ])
})
