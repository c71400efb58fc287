// Story: C-DIT's agent answers 503 twice and then takes the letter.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a letter is delivered after two failed tries, and tries leave no events in its history', async () => {
  stage.book.endpoint('cdit').answer = (row) => (row.attempts <= 2 ? 'down' : 'delivered')
  const letter = await stage.send([{ office: 'CDIT', mechanism: 'push', endpoint: 'cdit' }])
  await stage.pass('2 minutes')
  await reach('the delivery', () => stage.book.row(letter.id, 'CDIT').state === 'delivered')
  expect(stage.book.calls.filter((name) => name === 'deliver')).toHaveLength(3)

  await letter.acknowledge('CDIT')
  await letter.end()
  expect(letter.trace('CDIT')).toEqual([
    'try 1 failed 0:00',
    'try 2 failed 0:00',
    'delivered 0:01',
    'acknowledged 0:02',
  ])
  const events = await letter.events()
  expect(events.filter((type) => type.startsWith('ACTIVITY_TASK'))).toEqual([
    'ACTIVITY_TASK_SCHEDULED',
    'ACTIVITY_TASK_STARTED',
    'ACTIVITY_TASK_COMPLETED',
  ])
})
