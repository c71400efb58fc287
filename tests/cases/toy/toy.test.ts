// A case that no file of the product knows: handed in through the table of cases, it is served, swept and followed.

import { randomBytes } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, type Worker } from '@temporalio/worker'
import { prepareNamespace } from '../../../process/namespace'
import { activityDeps } from '../../../process/activity-deps'
import { CASES, MANIFESTS, searchAttributes } from '../../../process/cases'
import { follow } from '../../../services/operations/duty/follow'
import { rebuildIfLost } from '../../../services/operations/duty/rebuild'
import { revive } from '../../../services/operations/duty/revive'
import { sweep } from '../../../services/operations/duty/sweep'
import type { TemporalRuns } from '../../../temporal/runs'
import { createTemporalRuns } from '../../../temporal/temporal-runs'
import { createCaseWorkers } from '../../../workers/case.worker'
import { openApi, type TestApi } from '../../support/api'
import type { Client as Caller } from '../../support/api-client'
import { temporalAddress } from '../../support/servers'
import { dutyDeps } from '../../support/duty-deps'
import { until } from '../../support/until'
import { toyCase } from './case'
import { toyManifest } from './manifest'
import { openToys, type Toys } from './record'

const HOUR_MS = 3_600_000
const later = (ms: number): Date => new Date(Date.now() + ms)

let api: TestApi
let client: Client
let native: NativeConnection
let workers: Worker[]
let worked: Promise<unknown>
let runs: TemporalRuns
let toys: Toys
let operator: Caller
let cases: (typeof CASES)[number][]

beforeAll(async () => {
  const address = temporalAddress()
  const namespace = `toy-${randomBytes(5).toString('hex')}`
  const connection = await Connection.connect({ address })
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never, nanos: 0 },
  })
  client = new Client({ connection, namespace })
  runs = createTemporalRuns(client, { manifests: [...MANIFESTS, toyManifest] })
  api = await openApi()
  toys = openToys(api.database)
  await toys.deleteMany({})
  cases = [...CASES, toyCase(toys)]
  await prepareNamespace({ address, namespace, searchAttributes: searchAttributes(cases) })
  Object.assign(api.runs, runs)
  api.deps.cases = cases
  operator = await api.officer('operator', [], ['operator'])
  native = await NativeConnection.connect({ address })
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./workflows'),
    logger: new DefaultLogger('WARN'),
  })
  const { repositories, connectors, store, secrets } = api.deps
  const deps = activityDeps({ repositories, connectors, store, runs, secrets })
  workers = await createCaseWorkers({ connection: native, namespace }, [toyCase(toys)], deps, { code })
  worked = Promise.all(workers.map((worker) => worker.run()))
}, 120_000)

afterAll(async () => {
  for (const worker of workers) worker.shutdown()
  await worked
  await native.close()
  await client.connection.close()
  await api.close()
})

let count = 0
/** Writes a toy to its record, as its own service would; due in an hour, and not started. */
async function accept(overrides: Partial<Parameters<Toys['insertOne']>[0]> = {}): Promise<string> {
  const id = `toy-${(count += 1)}`
  await toys.insertOne({
    ...{ _id: id, state: 'open', started: false, acceptedAt: new Date(), dueAt: later(HOUR_MS) },
    ...{ decision: null, followed: false },
    ...overrides,
  } as Parameters<Toys['insertOne']>[0])
  return id
}

const deps = () => dutyDeps({ repositories: api.repositories, runs })
const statusOf = async (id: string) => (await runs.describe('toy', id))?.status
const isRunning = (id: string) =>
  until(async () => (await statusOf(id)) === 'running', { what: 'the run of the toy' })
const isEnded = async (id: string) => {
  await until(async () => (await statusOf(id)) === 'completed', { what: 'the end of the toy' })
  expect((await toys.findOne({ _id: id }))?.state).toBe('ended')
}

test('it is listed, started, queried and signalled like every other case', async () => {
  const id = await accept({ started: true })
  const listed = (await operator.get('/v1/flows')).at('/items') as { name: string }[]
  expect(listed.map(({ name }) => name)).toEqual([...MANIFESTS.map(({ name }) => name), 'toy'])

  expect((await operator.post('/v1/flows/toy', { subject: 'none' })).at('/code')).toBe('not-found')
  expect((await operator.post('/v1/flows/toy', { subject: id })).body).toEqual({ workflowId: `toy:${id}` })
  const progress = await operator.get(`/v1/flows/toy/${id}/queries/progress`)
  expect(progress.at('/answer/decidedBy')).toBeNull()

  const decided = (body: object) => operator.post(`/v1/flows/toy/${id}/signals/decided`, body)
  expect((await decided({ by: 7 })).at('/code')).toBe('validation-failed')
  expect((await decided({ by: 'SEND/SO' })).body).toEqual({ running: true })
  await isEnded(id)
})

test('one that was never started is started by the sweep, once', async () => {
  const id = await accept()
  expect((await sweep(deps(), cases, later(10_000)))['toy']).toEqual({ started: 1, told: 0 })
  await isRunning(id)
  expect((await sweep(deps(), cases, later(10_000)))['toy']).toEqual({ started: 0, told: 0 })
})

test('a decision that its run has not heard of is told by the sweep', async () => {
  const id = await accept({ started: true })
  await runs.start('toy', id)
  await until(async () => (await runs.query('toy', id, 'progress'))?.next, { what: 'the run to have read' })
  await toys.updateOne({ _id: id }, { $set: { decision: { by: 'SEND/SO', at: new Date(), told: false } } })
  expect((await sweep(deps(), cases, later(60_000)))['toy']).toEqual({ started: 0, told: 1 })
  await isEnded(id)
})

test('one whose run is lost is found again when its clock is due', async () => {
  const id = await accept({ started: true })
  await runs.start('toy', id)
  await client.workflow.getHandle(`toy:${id}`).terminate()
  expect(await statusOf(id)).toBe('terminated')
  await revive(deps(), cases, later(2 * HOUR_MS))
  await isRunning(id)
})

test('all open ones are found again after a Temporal whose data were lost', async () => {
  await rebuildIfLost(deps(), cases, new Date())
  const [open, ended] = [await accept({ started: true }), await accept({ started: true, state: 'ended' })]
  await api.repositories.marks.set('temporal-identity', 'the id of another cluster')
  expect(await rebuildIfLost(deps(), cases, new Date())).toBeGreaterThanOrEqual(1)
  await isRunning(open)
  expect(await statusOf(ended)).toBeUndefined()
})

test('what happens to it is followed into the audit log and the live feed', async () => {
  const officer = await api.officer('officer', ['SEND/SO'])
  const abort = new AbortController()
  const stream = await fetch(`${api.url}/v1/stream`, { headers: officer.headers, signal: abort.signal })
  let heard = ''
  const listening = (async () => {
    for await (const chunk of stream.body!) heard += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  await until(() => heard.includes('retry:'), { what: 'the stream to open' })
  // The database is followed from the first listener on; an entry from before is not streamed.
  const id = await until(
    async () => {
      const toyId = await accept({ started: true })
      expect(await follow(deps(), cases, new Date())).toBe(false)
      const text = `event: toy\nid: toy:${toyId}:1\ndata: {"id":"${toyId}","state":"open"}\n\n`
      await until(() => heard.includes(text), { what: 'the event', timeoutMs: 500 })
      return toyId
    },
    { what: 'a toy in the stream' },
  )
  abort.abort()
  await listening
  expect(await api.repositories.audit.of(id)).toMatchObject([{ thing: 'case', what: 'toy-accepted' }])
  expect((await toys.findOne({ _id: id }))?.followed).toBe(true)
})
