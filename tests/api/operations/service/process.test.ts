import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { migrateDatabase } from '../../../../process/migrate'
import { projectRoot } from '../../../../process/paths'
import { openRecord } from '../../../../process/record'
import { makeOwnEndpoints } from '../../../../services/operations/installation/own-endpoints'
import { anyFreePort } from '../../../../local/system/ports'
import { clientFor } from '../../../support/api-client'
import { isAlive, typescriptExecArgv } from '../../../support/processes'
import { emptyDatabase, type TestDatabase } from '../../../support/database'
import { until } from '../../../support/until'

describe('the API as a process', () => {
  const children: ChildProcess[] = []
  let database: TestDatabase
  beforeAll(async () => {
    database = await emptyDatabase()
    const place = { uri: database.uri, database: database.name }
    await migrateDatabase(place)
    const record = await openRecord(place, randomBytes(32).toString('hex'))
    await makeOwnEndpoints(record)
    await record.close()
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  afterAll(() => database.release())

  /** Temporal is nowhere: the API must start and serve all the same. */
  async function start(more: Record<string, string> = {}) {
    const port = await anyFreePort()
    const child = fork(join(projectRoot(), 'api', 'main.ts'), [], {
      execArgv: typescriptExecArgv(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        MONGODB_URI: database.uri,
        MONGODB_DB: database.name,
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        KCS_SECRET: randomBytes(32).toString('hex'),
        KCS_PORT: String(port),
        ...more,
      },
    })
    children.push(child)
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    return { child, api: clientFor(`http://127.0.0.1:${port}`), output: () => output }
  }
  const served = async (given: Awaited<ReturnType<typeof start>>) => {
    await until(async () => (await given.api.get('/livez')).status === 200, { what: 'the API to serve' })
    return given
  }

  test('serves without Temporal and says so; SIGTERM ends it with 0', async () => {
    const { child, api } = await served(await start())
    expect((await api.get('/readyz')).body).toEqual({
      status: 'degraded',
      database: 'ok',
      temporal: 'unreachable',
    })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('with KCS_METRICS_PORT it exports there what it counts and the figures of the record, each once', async () => {
    const port = await anyFreePort()
    await served(await start({ KCS_METRICS_PORT: String(port) }))
    const text = await until(
      async () => {
        const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
        return page.includes('kcs_record_read 1') ? page : ''
      },
      { what: 'the record to be read' },
    )
    const named = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!)
    expect(named).toEqual(
      expect.arrayContaining(['kcs_http_request_seconds', 'kcs_outbox_dispatches', 'kcs_desk_letters']),
    )
    expect(new Set(named).size).toBe(named.length)
  })

  test('ends when its parent is gone', async () => {
    const { child } = await served(await start())
    child.disconnect()
    await once(child, 'exit')
    expect(isAlive(child.pid!)).toBe(false)
  })

  test('a setting that is not right is named, without its value, and ends it with 78', async () => {
    const { child, output } = await start({ KCS_SECRET: 'too-short' })
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(78)
    expect(output()).toMatch(/KCS_SECRET +must be at least 64 hexadecimal digits/)
    expect(output()).not.toContain('too-short')
  })
})
