// Story: the office takes the letter while a lane still waits for its next try.

import { busyFor, DELIVERED } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('when nothing is owed any more, a lane that waits for its next try is ended and the letter closes', async () => {
  stage.system('busy').answer = () => busyFor(6 * 3_600_000)
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'busy' }])
  await letter.paused()
  await letter.acknowledge('A')
  await stage.pass('10 seconds')
  await letter.end()
  expect(await letter.trace('A')).toEqual(['busy 0 min', 'acknowledged 0 min'])
})

test('an acknowledgement that arrives before the lane has reported ends the letter', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  stage.system('slow').answer = () => held.then(() => DELIVERED)
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'slow' }])
  await reach('the try', async () => (await letter.tapal('B'))?.attempts === 1)
  await letter.acknowledge('B')
  release()
  await letter.end()
  expect(await letter.trace('B')).toEqual(['acknowledged 0 min'])
  expect((await letter.events()).length).toBeLessThanOrEqual(20)
})
