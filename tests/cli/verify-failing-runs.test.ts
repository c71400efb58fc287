// Story on real servers: the code of a run fails, the duties of a worker enter it, and `kcs verify` names it until it goes on.

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { pino } from 'pino'
import { createWebhookSender } from '../../connectors/webhook'
import { CASES } from '../../process/cases'
import { createStore } from '../../process/compose'
import { newId } from '../../process/new-id'
import { runsWithoutSoon } from '../../process/runs'
import { createSecrets } from '../../secrets'
import { createPace } from '../../services/letters/delivery/pace'
import { failingRuns } from '../../services/operations/duty/failing-runs'
import { startDuties } from '../../workers/duties'
import { buildOffice, buildSeat } from '../support/builders'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { installQuietRuntime } from '../support/quiet-runtime'
import { serverSettings } from '../support/servers'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'
import { type Machine, openMachine } from './kcs'

const SECRET = '00'.repeat(32)
let database: TestDatabase
let world: World
let machine: Machine
let duties: { stop(): Promise<void> }

beforeAll(async () => {
  installQuietRuntime('OFF')
  database = await emptyDatabase()
  world = await openWorld({ database })
  const { repositories, runs, connectors } = world
  await repositories.offices.save([buildOffice('A', 'push')])
  await repositories.seats.save([buildSeat('A/TAPAL')])
  const secrets = createSecrets(SECRET)
  const store = createStore(world.database, () => new Date())
  await store.prepare()
  duties = startDuties({
    deps: { repositories, runs: runsWithoutSoon(runs), secrets, newId, connectors },
    ...{ cases: CASES, store, channels: [], pace: createPace(), now: () => new Date() },
    sendWebhook: createWebhookSender({ allowLoopback: true }),
    ...{ publicUrl: 'http://127.0.0.1', logger: pino({ level: 'silent' }) },
  })
  machine = openMachine(undefined)
  Object.assign(machine.env, {
    ...serverSettings(database, world.client.options.namespace),
    KCS_SECRET: SECRET,
  })
})
afterAll(async () => {
  machine?.remove()
  await duties?.stop()
  await world?.close()
  database?.release()
})

const verified = () => machine.kcs(['verify', '--only', 'failing-runs'])
const entered = async () => (await failingRuns(world)).map(({ subject }) => subject)

test('a run whose code fails is entered by the duties and named by kcs verify, one that waits is not; with code that is mended it is gone from both', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows/fixtures/throwing-workflows'),
    logger: new DefaultLogger('WARN'),
  })
  const faulty = await world.work({ code })
  const toA = { recipients: [{ office: 'A', purpose: 'action' as const }] }
  const waits = await world.send(toA)
  await world.send({ ...toA, id: 'POISON2' })
  await until(async () => (await entered()).length > 0, {
    what: 'the duties to enter it',
    timeoutMs: 150_000,
  })
  expect(await entered()).toEqual(['POISON2'])
  expect((await world.runs.describe('dispatch', waits.id))?.status).toBe('running')
  const named = await verified()
  expect([named.code, named.out]).toEqual([1, expect.stringMatching(/^failing-runs +POISON2 /)])
  expect(named.out).toContain(
    'has a run of dispatch whose code fails again and again: WorkflowWorkerUnhandledFailure',
  )
  expect(named.out.trim().split('\n')).toHaveLength(1)

  await faulty.stop()
  await world.work()
  await until(async () => (await entered()).length === 0, {
    what: 'the duties to leave it out',
    timeoutMs: 150_000,
  })
  await until(async () => (await verified()).code === 0, { what: 'kcs verify to say that all agrees' })
}, 400_000)
