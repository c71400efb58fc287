// Stories: an operator reaches into a run with Temporal's own tools.

import { ApplicationFailure } from '@temporalio/activity'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a cancel in Temporal does not lose the letter: it is still delivered, escalated and taken', async () => {
  stage.book.endpoint('busy').answer = (row) => (row.attempts < 3 ? 'down' : 'delivered')
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'busy' }])
  await reach('the first try', () => stage.book.row(letter.id, 'A').attempts === 1)
  await letter.run.cancel()
  await reach('the run to show it', async () => (await letter.progress()).cancelAsked)
  await stage.pass('49 hours')
  await reach('the escalation', () => stage.book.row(letter.id, 'A').level === 1)
  await letter.acknowledge('A')
  await letter.end()
  expect(stage.book.row(letter.id, 'A').state).toBe('acknowledged')
})

test('a lane that was failed by hand is taken up again after a minute', async () => {
  let failed = false
  stage.book.endpoint('odd').answer = () => {
    if (failed) return 'delivered'
    failed = true
    throw ApplicationFailure.nonRetryable('failed by an operator')
  }
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'odd' }])
  await reach('the failure', () => failed)
  await stage.pass('2 minutes')
  await reach('the delivery', () => stage.book.row(letter.id, 'B').state === 'delivered')
  await letter.acknowledge('B')
  await letter.end()
})
