// Story on the real server: a version of the workflow is rolled out whose code throws at one letter.

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { CASES } from '../../process/cases'
import { failingRuns, noteFailingRuns } from '../../services/operations/duty/failing-runs'
import { buildOffice } from '../support/builders'
import { dutyDeps, type Noted } from '../support/duty-deps'
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

  const noted: Noted[] = []
  const named = async () => {
    await noteFailingRuns(dutyDeps(world, noted), CASES, { unmarked: false }, new Date())
    return (await failingRuns(world)).map((one) => `${one.case} ${one.subject} ${one.cause}`)
  }
  const failing = 'dispatch POISON1 WorkflowWorkerUnhandledFailure'
  await until(async () => (await named()).length > 0, {
    what: 'the duty to name it',
    timeoutMs: 150_000,
  })
  expect(await named()).toEqual([failing])
  const [seen] = await failingRuns(world)
  await named()
  expect(await failingRuns(world)).toEqual([seen])
  expect(noted.map(({ fields, text }) => `${String(fields['id'])} ${text}`)).toEqual([
    'POISON1 the code of a run fails again and again',
  ])

  await faulty.stop()
  await world.work()
  await isClosed(poisoned)
  expect(await world.repositories.tapals.ofDispatch('POISON1')).toHaveLength(1)
  await until(async () => (await named()).length === 0, { what: 'the duty to name it no more' })
  expect(noted.at(-1)).toEqual({
    fields: { case: 'dispatch', id: 'POISON1' },
    text: 'a run does not fail any more',
  })
}, 400_000)

test('a Temporal that does not mark such runs is told of once, and the duty goes on', async () => {
  const noted: Noted[] = []
  const said = { unmarked: false }
  const runs = { ...world.runs, failing: async () => null }
  for (const _ of [1, 2]) await noteFailingRuns(dutyDeps({ ...world, runs }, noted), CASES, said, new Date())
  expect(noted).toHaveLength(1)
  expect(await failingRuns(world)).toEqual([])
})
