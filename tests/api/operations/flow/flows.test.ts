import { randomBytes } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { createTemporalRuns } from '../../../../temporal/temporal-runs'
import { runStart, startDispatch } from '../../../../services/letters/dispatch/start'
import type { TemporalRuns } from '../../../../temporal/runs'
import { prepareNamespace } from '../../../../process/namespace'
import { MANIFESTS, searchAttributes } from '../../../../process/cases'
import { openApi, type TestApi } from '../../../support/api'
import type { Client as Caller } from '../../../support/api-client'
import { temporalAddress } from '../../../support/servers'

/** A namespace of its own on the real server, without a worker: runs wait for ever, which is all these tests need. */
async function realFlows(): Promise<{ client: Client; flows: TemporalRuns }> {
  const address = temporalAddress()
  const namespace = `flows-${randomBytes(5).toString('hex')}`
  const connection = await Connection.connect({ address })
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never, nanos: 0 },
  })
  await prepareNamespace({ address, namespace, searchAttributes: searchAttributes() })
  const client = new Client({ connection, namespace })
  return { client, flows: createTemporalRuns(client, { manifests: MANIFESTS }) }
}

describe('flows on the real Temporal', () => {
  let client: Client
  let flows: TemporalRuns
  let api: TestApi
  let operator: Caller
  let officer: Caller
  beforeAll(async () => {
    ;({ client, flows } = await realFlows())
    api = await openApi()
    Object.assign(api.runs, flows)
    operator = await api.officer('operator', [], ['operator'])
    officer = await api.officer('officer', ['SEND/SO'])
  })
  afterAll(async () => {
    await api.close()
    await client.connection.close()
  })

  describe('the port', () => {
    test('a dispatch is started once; it shows its flow, and leaves the outbox', async () => {
      const { id } = await api.dispatch({ state: 'accepted', number: null, urgency: 'immediate' })
      const letter = (await api.repositories.dispatches.byId(id))!
      await startDispatch({ repositories: api.repositories, runs: flows }, runStart(letter))
      const first = await flows.describe('dispatch', id)
      await startDispatch({ repositories: api.repositories, runs: flows }, runStart(letter))
      expect(await flows.describe('dispatch', id)).toEqual(first)
      expect(first).toMatchObject({ workflowId: `dispatch:${id}`, status: 'running' })
      const { raw } = await client.workflow.getHandle(`dispatch:${id}`).describe()
      expect(raw.workflowExecutionInfo?.priority).toMatchObject({ priorityKey: 1, fairnessKey: 'SEND' })
      expect((await api.repositories.dispatches.byId(id))?.started).toBe(true)
      const seen = await client.workflow.getHandle(`dispatch:${id}`).describe()
      expect(seen.searchAttributes['KcsFlow']).toEqual(['dispatch'])
      expect(await seen.staticSummary()).toBe(`dispatch ${id}`)
    })

    test('a dispatch whose run was terminated is run again, for its letter still owes something', async () => {
      const { id } = await api.dispatch()
      await flows.start('dispatch', id)
      await client.workflow.getHandle(`dispatch:${id}`).terminate()
      const ended = await flows.describe('dispatch', id)
      expect(await flows.start('dispatch', id)).toEqual({ workflowId: `dispatch:${id}` })
      const again = await flows.describe('dispatch', id)
      expect(again?.status).toBe('running')
      expect(again?.runId).not.toBe(ended?.runId)
    })

    test('a signal reaches the run; where there is none it is no fault', async () => {
      const { id } = await api.dispatch()
      expect(await flows.signal('dispatch', id, 'acknowledged', { outstanding: 0 })).toBe(false)
      await flows.start('dispatch', id)
      expect(await flows.signal('dispatch', id, 'acknowledged', { outstanding: 0 })).toBe(true)
      await client.workflow.getHandle(`dispatch:${id}`).terminate()
      expect(await flows.signal('dispatch', id, 'acknowledged', { outstanding: 0 })).toBe(false)
    })

    test('an endpoint that is paused again has another run', async () => {
      await flows.signalWithStart('endpoint', 'cdit', 'parked')
      const first = await flows.describe('endpoint', 'cdit')
      await flows.signalWithStart('endpoint', 'cdit', 'parked')
      expect((await flows.describe('endpoint', 'cdit'))?.runId).toBe(first?.runId)
      await client.workflow.getHandle('endpoint:cdit').terminate()
      await flows.signalWithStart('endpoint', 'cdit', 'parked')
      expect((await flows.describe('endpoint', 'cdit'))?.runId).not.toBe(first?.runId)
    })

    test('an unreachable Temporal is service-unavailable within the deadline', async () => {
      const nowhere = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) })
      const lost = createTemporalRuns(nowhere, { manifests: MANIFESTS, deadlineMs: 500 })
      for (const call of [
        () => lost.start('dispatch', 'x'),
        () => lost.signal('dispatch', 'x', 'recalled'),
        () => lost.describe('dispatch', 'x'),
        () => lost.query('dispatch', 'x', 'progress'),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'service-unavailable', retryAfterSeconds: 10 })
      expect(await lost.reachable()).toBe(false)
      expect(await flows.reachable()).toBe(true)
      await nowhere.connection.close()
    })
  })

  test('GET /v1/flows 200: the registered flows and their messages', async () => {
    const reply = await officer.get('/v1/flows')
    const items = reply.at('/items') as { name: string }[]
    expect(items.map(({ name }) => name)).toEqual(MANIFESTS.map(({ name }) => name))
    const dispatch = items.find(({ name }) => name === 'dispatch')
    expect(dispatch).toMatchObject({ signals: ['recalled'], queries: ['progress'] })
  })

  test('POST /v1/flows/:name 202, and GET /v1/flows/:name/:id 200', async () => {
    const { id } = await api.dispatch()
    const started = await operator.post('/v1/flows/dispatch', { subject: id })
    expect([started.status, started.body]).toEqual([202, { workflowId: `dispatch:${id}` }])
    const run = await operator.get(`/v1/flows/dispatch/${id}`)
    expect([run.status, run.body]).toMatchObject([
      200,
      { name: 'dispatch', subject: id, status: 'running', closedAt: null, historyEvents: expect.any(Number) },
    ])
  })

  test('POST /v1/flows/:name/:id/signals/:signal 202: told, or that there was no run to tell', async () => {
    const { id } = await api.dispatch()
    const signal = () => operator.post(`/v1/flows/dispatch/${id}/signals/recalled`)
    expect((await signal()).body).toEqual({ running: false })
    await flows.start('dispatch', id)
    const reply = await signal()
    expect([reply.status, reply.body]).toEqual([202, { running: true }])
  })

  test('422 validation-failed: an argument that the signal does not take', async () => {
    const { id } = await api.dispatch()
    const reply = await operator.post(`/v1/flows/dispatch/${id}/signals/recalled`, { reason: 'letter text' })
    expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
  })

  test('404: a flow, a message or a subject that is not there', async () => {
    expect((await operator.post('/v1/flows/none', { subject: 'x' })).at('/code')).toBe('flow-unknown')
    expect((await operator.post('/v1/flows/dispatch', { subject: 'x' })).at('/code')).toBe('not-found')
    expect((await operator.get('/v1/flows/dispatch/x')).at('/code')).toBe('not-found')
    expect((await operator.post('/v1/flows/dispatch/x/signals/none')).at('/code')).toBe(
      'flow-message-unknown',
    )
    // Words of workers: a run counts on them.
    for (const word of ['acknowledged', 'delivered', 'rerouted'])
      expect((await operator.post(`/v1/flows/dispatch/x/signals/${word}`)).at('/code')).toBe(
        'flow-message-unknown',
      )
    expect((await operator.get('/v1/flows/dispatch/x/queries/none')).at('/code')).toBe('flow-message-unknown')
    expect((await operator.get('/v1/flows/dispatch/x/queries/progress')).at('/code')).toBe('not-found')
  })

  test('403 forbidden: an officer starts, reads and tells nothing', async () => {
    const { id } = await api.dispatch()
    for (const reply of [
      await officer.post('/v1/flows/dispatch', { subject: id }),
      await officer.get(`/v1/flows/dispatch/${id}`),
      await officer.post(`/v1/flows/dispatch/${id}/signals/recalled`),
      await officer.get(`/v1/flows/dispatch/${id}/queries/progress`),
    ])
      expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
  })
})
