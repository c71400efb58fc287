// Story: the office takes the letter while a lane still waits for its next try.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('when nothing is owed any more, a lane that waits for its next try is ended and the letter closes', async () => {
  stage.book.endpoint('busy').answer = () => ({ busyForMs: 6 * 3_600_000 })
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'busy' }])
  await reach('the first try', () => stage.book.row(letter.id, 'A').attempts === 1)
  await letter.acknowledge('A')
  await stage.pass('10 seconds')
  await letter.end()
  expect(letter.trace('A')).toEqual(['try 1 failed 0:00', 'acknowledged 0:00'])
})

test('an acknowledgement that arrives before the lane has reported ends the letter', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  stage.book.endpoint('slow').answer = async () => {
    await held
    return 'delivered' as const
  }
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'slow' }])
  await reach('the try', () => stage.book.row(letter.id, 'B').attempts === 1)
  await letter.acknowledge('B')
  release()
  await letter.end()
  expect(letter.trace('B')).toEqual(['acknowledged 0:00'])
  expect((await letter.events()).length).toBeLessThanOrEqual(20)
})
