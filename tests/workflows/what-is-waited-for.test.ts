// Story: an operator looks into a run in Temporal Web.

import { busyFor, DOWN } from './stage/filing-systems'
import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

/** What the current details say, as Temporal Web asks for them. */
async function details(run: { query<T>(name: string): Promise<T> }): Promise<string> {
  const { definition, currentDetails } = await run.query<{
    definition?: unknown
    currentDetails?: string
  }>('__temporal_workflow_metadata')
  expect(definition).toBeDefined()
  return currentDetails ?? ''
}

test('progress and current details tell what is owed, which lanes hand over and when clocks are looked at', async () => {
  stage.system('busy').answer = () => busyFor(3_600_000)
  const letter = await stage.send(
    [
      { office: 'A' },
      { office: 'B', mechanism: 'push', endpoint: 'busy' },
      { office: 'C', mechanism: 'print' },
    ],
    { acknowledgeWithin: 2 },
  )
  await reach('the lanes that can to end', async () => {
    const { lanes } = await letter.progress()
    return lanes.length === 3 && lanes.filter((lane) => lane.done).length === 2
  })
  const { next } = await letter.progress()
  // Two hours after the delivery, rounded up to the minute.
  const earliest = letter.acceptedAt.getTime() + 2 * 3_600_000
  expect(next).toBeGreaterThanOrEqual(earliest)
  expect(next).toBeLessThan(earliest + 2 * 60_000)
  expect(next! % 60_000).toBe(0)
  const said = await details(letter.run)
  expect(said).toContain('**3** tapals still owe')
  expect(said).toContain(`Looks at the clocks at ${new Date(next!).toISOString()}`)
  expect(said).toContain('- push: 1 tapals, handing over')
  expect(said).toContain('- print: 1 tapals, lane done')

  await letter.run.cancel()
  await reach('the cancel to be told of', async () => (await details(letter.run)).includes('changes nothing'))
})

test('the run of a system that is down tells how many letters wait and when it is probed next', async () => {
  Object.assign(stage.system('down'), { answer: () => DOWN, isUp: false })
  await stage.send([{ office: 'D', mechanism: 'push', endpoint: 'down' }])
  await stage.pass('1 hour')
  await reach('the letter to be parked', async () => (await stage.parkedAt('down')) === 1)
  await reach('the run to wait', async () => (await stage.endpointProgress('down'))?.stage === 'waiting')
  const progress = (await stage.endpointProgress('down'))!
  expect(progress.parked).toBe(1)
  const said = await details(stage.endpointRun('down'))
  expect(said).toContain('**1** tapals wait at this endpoint')
  expect(said).toContain(`Looks again at ${new Date(progress.next!).toISOString()}`)
})
