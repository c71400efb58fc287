// Stories: an operator pauses an endpoint.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a pause by an operator waits for the operator: nothing is probed or delivered until it is ended', async () => {
  const agent = stage.book.endpoint('paused')
  Object.assign(agent, { state: 'paused', pausedBy: 'operator' })
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'paused' }])
  await reach('the letter to be parked', () => stage.book.parked('paused').length === 1)
  await stage.pass('2 days')
  await reach(
    'the run to wait',
    async () => (await stage.endpointProgress('paused'))?.stage === 'waiting-for-operator',
  )
  expect(agent.probes).toEqual([])
  expect(stage.book.row(letter.id, 'A')).toMatchObject({ state: 'routed', attempts: 0 })

  Object.assign(agent, { state: 'open', pausedBy: null })
  await stage.resume('paused')
  await reach('the delivery', () => stage.book.row(letter.id, 'A').state === 'delivered')
  await stage.endpointRun('paused').result()
  await letter.acknowledge('A')
  await letter.end()
})

test('when the word that ends a pause is lost, the run finds it in the record within the hour', async () => {
  const agent = stage.book.endpoint('quiet')
  Object.assign(agent, { state: 'paused', pausedBy: 'operator' })
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'quiet' }])
  await reach(
    'the run to wait',
    async () => (await stage.endpointProgress('quiet'))?.stage === 'waiting-for-operator',
  )
  Object.assign(agent, { state: 'open', pausedBy: null })
  await stage.pass('61 minutes')
  await reach('the delivery', () => stage.book.row(letter.id, 'B').state === 'delivered')
  await letter.acknowledge('B')
  await letter.end()
})
