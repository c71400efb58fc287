// Story on the real server: a version of the workflow is rolled out whose code throws at one letter.

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { buildOffice } from '../support/builders'
import { until } from '../support/until'
import { installQuietRuntime } from '../support/quiet-runtime'
import { openWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  // What the library says of code that throws is what the test is for.
  installQuietRuntime('OFF')
  world = await openWorld()
  await world.repositories.offices.save([buildOffice('A', 'push')])
})
afterAll(() => world?.close())

const toA = { recipients: [{ office: 'A', purpose: 'information' as const }] }
const isClosed = ({ id }: Dispatch) =>
  until(async () => (await world.repositories.dispatches.byId(id))?.state === 'closed', { what: 'the close' })

test('the run is tried again and again for all operators to see, holds up no other, and goes on with code that is mended', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./fixtures/throwing-workflows'),
    logger: new DefaultLogger('WARN'),
  })
  const faulty = await world.work({ code })
  const poisoned = await world.send({ ...toA, id: 'POISON1' })
  const others = [await world.send(toA), await world.send(toA), await world.send(toA)]
  for (const other of others) await isClosed(other)

  const run = world.client.workflow.getHandle('dispatch:POISON1')
  await until(async () => Number((await run.describe()).raw.pendingWorkflowTask?.attempt ?? 0) > 1, {
    what: 'another try',
  })
  expect((await run.describe()).status.name).toBe('RUNNING')
  const { events } = await run.fetchHistory()
  const failures = (events ?? []).map(
    ({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes?.failure?.message,
  )
  expect(failures).toContain('a fault in the code')
  expect(await world.repositories.tapals.ofDispatch('POISON1')).toEqual([])

  await faulty.stop()
  await world.work()
  await isClosed(poisoned)
  expect(await world.repositories.tapals.ofDispatch('POISON1')).toHaveLength(1)
}, 90_000)
