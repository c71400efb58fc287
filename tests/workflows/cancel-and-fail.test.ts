// Stories: an operator reaches into a run with Temporal's own tools.

import { ApplicationFailure } from '@temporalio/activity'
import { DELIVERED, DOWN } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a cancel in Temporal does not lose the letter: it is still delivered, escalated and taken', async () => {
  stage.system('busy').answer = ({ attempt }) => (attempt < 3 ? DOWN : DELIVERED)
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'busy' }])
  await letter.paused()
  await letter.run.cancel()
  await reach('the run to show it', async () => (await letter.progress()).cancelAsked)
  await stage.pass('49 hours')
  await reach('the escalation', async () => (await letter.tapal('A')).level === 1)
  await letter.acknowledge('A')
  await letter.end()
  expect(await letter.state('A')).toBe('acknowledged')
})

test('a lane that was failed by hand is taken up again after a minute', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  stage.system('odd').answer = async ({ attempt }) => {
    if (attempt > 1) return DELIVERED
    await held
    return DOWN
  }
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'odd' }])
  await reach('the try', async () => (await letter.tapal('B'))?.attempts === 1)
  const { raw } = await letter.run.describe()
  const activityId = raw.pendingActivities?.[0]?.activityId ?? ''
  await stage.client.activity.fail(
    { workflowId: `dispatch:${letter.id}`, activityId },
    ApplicationFailure.nonRetryable('failed by an operator'),
  )
  release()
  await reach('the end of the try', async () => (await letter.trace('B')).length === 1)
  await stage.pass('2 minutes')
  await reach('the delivery', async () => (await letter.state('B')) === 'delivered')
  await letter.acknowledge('B')
  await letter.end()
})
