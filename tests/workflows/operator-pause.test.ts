// Stories: an operator pauses an endpoint.

import { ensureEndpoint } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'
import { pauseEndpoint } from '../support/pause-endpoint'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

async function pause(id: string): Promise<void> {
  await ensureEndpoint(stage.repositories, id, 'push')
  await pauseEndpoint(stage.repositories, id, 'operator', 'maintenance', await stage.read())
}

test('a pause by an operator waits for the operator: nothing is probed or delivered until it is ended', async () => {
  await pause('paused')
  const letter = await stage.send([{ office: 'A', mechanism: 'push', endpoint: 'paused' }])
  await reach('the letter to be parked', async () => (await stage.parkedAt('paused')) === 1)
  await stage.pass('2 days')
  await reach(
    'the run to wait',
    async () => (await stage.endpointProgress('paused'))?.stage === 'waiting-for-operator',
  )
  expect(stage.system('paused').probes).toEqual([])
  expect(await letter.tapal('A')).toMatchObject({ state: 'routed', attempts: 0 })

  await stage.repositories.endpoints.open('paused')
  await stage.runs.signal('endpoint', 'paused', 'resumed')
  await reach('the delivery', async () => (await letter.state('A')) === 'delivered')
  await stage.endpointRun('paused').result()
  await letter.acknowledge('A')
  await letter.end()
})

test('when the word that ends a pause is lost, the run finds it in the record within the hour', async () => {
  await pause('quiet')
  const letter = await stage.send([{ office: 'B', mechanism: 'push', endpoint: 'quiet' }])
  await reach(
    'the run to wait',
    async () => (await stage.endpointProgress('quiet'))?.stage === 'waiting-for-operator',
  )
  await stage.repositories.endpoints.open('quiet')
  await stage.pass('61 minutes')
  await reach('the delivery', async () => (await letter.state('B')) === 'delivered')
  await letter.acknowledge('B')
  await letter.end()
})
