import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Registry } from 'prom-client'
import { readConfig } from '../../config'
import { OUTGOING_CHANNELS } from '../../domain/letters/notice/channels'
import { anyFreePort } from '../../local/system/ports'
import { createStore } from '../../process/compose'
import { composeDeps } from '../../process/deps'
import { apiPages } from '../../process/metrics/api'
import { FIGURE_CARDS, registerFigures } from '../../process/metrics/figures'
import { countScans } from '../../process/metrics/scans'
import { servePages } from '../../process/metrics/server'
import { createWorkerMetrics } from '../../process/metrics/worker'
import { projectRoot } from '../../process/paths'
import type { Figures } from '../../services/operations/figure/read'
import { buildOffice, buildSeat } from '../support/builders'
import { startClamd } from '../support/clamd'
import { emptyDatabase } from '../support/database'
import { typescriptExecArgv } from '../support/processes'
import { recordingRuns } from '../support/recording-runs'
import { serverSettings } from '../support/servers'
import { until } from '../support/until'
import { openRoom } from '../database/room'
import { openWorld } from '../support/world'

const some = (count: number) => ({ count, seconds: count / 10 })
const FIGURES: Figures = {
  outbox: some(1),
  desk: { failed: some(2), parked: some(3), waiting: some(4), 'in-doubt': some(5) },
  withdrawals: some(6),
  clocks: some(7),
  unfollowed: { tapals: 8, dispatches: 9 },
  notices: Object.fromEntries(OUTGOING_CHANNELS.map((name) => [name, some(9)])) as Figures['notices'],
  unchained: some(10),
  failing: some(11),
  deadWebhooks: some(12),
  missedVisitors: some(13),
}
/** The lines with values, without what Node counts of itself. */
const values = async (registry: Registry) =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith('kcs_'))

describe('the figures of the record', () => {
  test('are gauges of which the labels are states and channels alone', async () => {
    const registry = new Registry()
    registerFigures(registry, () => Promise.resolve(FIGURES))
    expect(await values(registry)).toEqual([
      'kcs_record_read 1',
      'kcs_outbox_dispatches 1',
      'kcs_outbox_oldest_seconds 0.1',
      'kcs_desk_letters{state="failed"} 2',
      'kcs_desk_letters{state="parked"} 3',
      'kcs_desk_letters{state="waiting"} 4',
      'kcs_desk_letters{state="in-doubt"} 5',
      'kcs_desk_oldest_seconds{state="failed"} 0.2',
      'kcs_desk_oldest_seconds{state="parked"} 0.3',
      'kcs_desk_oldest_seconds{state="waiting"} 0.4',
      'kcs_desk_oldest_seconds{state="in-doubt"} 0.5',
      'kcs_withdrawals_owed 6',
      'kcs_withdrawals_late_seconds 0.6',
      'kcs_clocks_overdue 7',
      'kcs_clocks_late_seconds 0.7',
      'kcs_tapals_unfollowed 8',
      'kcs_dispatches_unfollowed 9',
      ...OUTGOING_CHANNELS.map((channel) => `kcs_notices_waiting{channel="${channel}"} 9`),
      ...OUTGOING_CHANNELS.map((channel) => `kcs_notices_late_seconds{channel="${channel}"} 0.9`),
      'kcs_audit_unchained 10',
      'kcs_audit_unchained_oldest_seconds 1',
      'kcs_runs_failing 11',
      'kcs_runs_failing_oldest_seconds 1.1',
      'kcs_webhooks_dead 12',
      'kcs_webhooks_dead_oldest_seconds 1.2',
      'kcs_visitors_missed 13',
      'kcs_visitors_missed_seconds 1.3',
    ])
  })

  test('are read once in 15 seconds, however often and by how many they are asked for', async () => {
    const registry = new Registry()
    let at = 0
    let reads = 0
    const read = () => {
      reads += 1
      return Promise.resolve(FIGURES)
    }
    registerFigures(registry, read, { now: () => at })
    await Promise.all([registry.metrics(), registry.metrics()])
    at = 14_999
    await registry.metrics()
    expect(reads).toBe(1)
    at = 15_000
    await registry.metrics()
    expect(reads).toBe(2)
  })

  test('are left out where the record cannot be read, and kcs_record_read is 0 then', async () => {
    const registry = new Registry()
    let at = 0
    let fails = false
    const read = () => (fails ? Promise.reject(new Error('no primary')) : Promise.resolve(FIGURES))
    registerFigures(registry, read, { now: () => at })
    expect(await values(registry)).toHaveLength(25 + 2 * OUTGOING_CHANNELS.length)
    fails = true
    at = 20_000
    expect(await values(registry)).toEqual(['kcs_record_read 0'])
    fails = false
    at = 40_000
    expect(await values(registry)).toHaveLength(25 + 2 * OUTGOING_CHANNELS.length)
  })

  test('have names that differ', () => {
    expect(new Set(FIGURE_CARDS.map(({ name }) => name)).size).toBe(FIGURE_CARDS.length)
  })
})

describe('the port', () => {
  test('has nothing but its pages, for reading alone; a page that fails is a 500', async () => {
    const pages = {
      '/good': () => Promise.resolve({ status: 200, contentType: 'text/plain', body: 'good' }),
      '/bad': () => Promise.reject(new Error('secret')),
    }
    const server = await servePages(pages, { host: '127.0.0.1', port: 0 })
    const ask = async (path: string, method = 'GET') => {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method })
      return [response.status, await response.text()]
    }
    expect(await ask('/good?x=1')).toEqual([200, 'good'])
    expect(await ask('/good', 'POST')).toEqual([405, '{"status":"GET only"}'])
    expect(await ask('/constructor')).toEqual([404, '{"status":"not found"}'])
    expect(await ask('/bad')).toEqual([500, '{"status":"failed"}'])
    await server.stop()
    await expect(ask('/good')).rejects.toThrow()
  })
})

describe('a worker is ready', () => {
  const readiness = async (up: { database?: boolean; temporal?: boolean; state?: 'RUNNING' | 'FAILED' }) => {
    const { database = true, temporal = true, state = 'RUNNING' } = up
    const base = {
      pingDatabase: () => (database ? Promise.resolve() : Promise.reject(new Error('away'))),
      runs: { reachable: () => Promise.resolve(temporal) },
    }
    const metrics = createWorkerMetrics(base as never)
    return metrics.pages([{ getState: () => state }])['/readyz']!()
  }
  test('with database, Temporal, and all its queues served, and not without one of them', async () => {
    expect((await readiness({})).status).toBe(200)
    expect(await readiness({ database: false })).toMatchObject({
      status: 503,
      body: '{"status":"unavailable","database":"unreachable","temporal":"ok","queues":"ok"}',
    })
    expect((await readiness({ temporal: false })).status).toBe(503)
    expect((await readiness({ state: 'FAILED' })).status).toBe(503)
  })
})

describe('an API process', () => {
  test('counts the scans of documents that are read there before their letter leaves', async () => {
    const [room, clamd] = await Promise.all([openRoom(), startClamd()])
    const { repositories } = room
    const now = () => new Date()
    const store = createStore(room.database, now)
    const config = readConfig({
      ...{
        MONGODB_URI: 'mongodb://127.0.0.1',
        TEMPORAL_ADDRESS: '127.0.0.1:7233',
        KCS_SECRET: 'ab'.repeat(32),
      },
      KCS_CLAMD: `${clamd.address.host}:${clamd.address.port}`,
    })
    const registry = new Registry()
    const runs = Object.assign(recordingRuns(), { soon: () => undefined })
    const { gate } = composeDeps({ config, repositories, store, now }, runs, countScans(registry))
    const brought = await store.put(Readable.from([Buffer.from('%PDF-1.7\nto be read\n%%EOF')]), {
      mediaType: 'application/pdf',
    })
    await repositories.documents.add({ ...brought, office: 'SEND', at: now() })
    expect(await gate.heldBack(new Map([[brought.sha256, null]]))).toEqual(new Map())
    const shared = { metrics: { text: () => Promise.resolve({ contentType: 'text/plain', body: '' }) } }
    const { body } = await apiPages({ repositories, now }, { shared } as never, registry)['/metrics']!()
    expect(body).toContain('kcs_document_scans_total{end="clean"} 1\n')
    expect(body).toContain('kcs_document_scans_total{end="away"} 0\n')
    await Promise.all([room.close(), clamd.stop()])
  })
})

describe('a worker process with KCS_METRICS_PORT', () => {
  test('counts how the tries of lanes end, and says that it lives and is ready', async () => {
    const database = await emptyDatabase()
    const world = await openWorld({ database })
    await world.repositories.offices.save([buildOffice('A', 'kcs-agent')])
    await world.repositories.seats.save([buildSeat('A/TAPAL')])
    const port = await anyFreePort()
    const child: ChildProcess = fork(join(projectRoot(), 'workers', 'main.ts'), [], {
      execArgv: typescriptExecArgv(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        ...serverSettings(database, world.client.options.namespace),
        KCS_SECRET: 'ab'.repeat(32),
        KCS_METRICS_PORT: String(port),
        LOG_LEVEL: 'silent',
      },
    })
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      return [response.status, await response.text()] as const
    }
    await until(async () => (await ask('/readyz'))[0] === 200, {
      what: 'the worker to be ready',
      timeoutMs: 60_000,
    })
    expect(await ask('/livez')).toEqual([200, '{"status":"ok"}'])
    expect((await ask('/metrics'))[1]).toContain(
      'kcs_lane_attempts_total{mechanism="kcs-agent",end="done"} 0\n',
    )
    await world.send({ recipients: [{ office: 'A', purpose: 'action' }] })
    await until(
      async () => {
        const [, body] = await ask('/metrics')
        const isCounted = /kcs_lane_attempts_total{mechanism="kcs-agent",end="done"} [1-9]/.test(body)
        return isCounted && body.includes('kcs_record_read 1')
      },
      { what: 'the try to be counted and the record to be read' },
    )
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await world.close()
    database.release()
  }, 120_000)
})
