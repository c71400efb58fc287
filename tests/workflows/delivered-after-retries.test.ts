// Story: C-DIT's agent answers 503 twice and then takes the letter.

import { DELIVERED, DOWN } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a letter is delivered after two failed tries, and tries leave no events in its history', async () => {
  stage.system('cdit').answer = ({ attempt }) => (attempt <= 2 ? DOWN : DELIVERED)
  const letter = await stage.send([{ office: 'CDIT', mechanism: 'push', endpoint: 'cdit' }])
  await stage.pass('2 minutes')
  await reach('the delivery', async () => (await letter.state('CDIT')) === 'delivered')
  expect(stage.calls.filter((name) => name === 'deliver')).toHaveLength(3)

  await letter.acknowledge('CDIT')
  await letter.end()
  expect(await letter.trace('CDIT')).toEqual([
    'retry-later 0 min',
    'retry-later 0 min',
    'delivered 1 min',
    'acknowledged 2 min',
  ])
  const events = await letter.events()
  expect(events.filter((type) => type.startsWith('ACTIVITY_TASK'))).toEqual([
    'ACTIVITY_TASK_SCHEDULED',
    'ACTIVITY_TASK_STARTED',
    'ACTIVITY_TASK_COMPLETED',
  ])
})
