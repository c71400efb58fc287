import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common'
import { mongo } from 'mongoose'
import { type Servers } from '../../local/servers'
import { ownServers, processesWith } from '../support/local-servers'
import { until } from '../support/until'

const stage = { name: 'TestStage', type: 'KEYWORD' } as const
const own = ownServers()
let servers: Servers

beforeAll(async () => {
  servers = await own.open({ searchAttributes: [stage] })
})

afterAll(async () => {
  await servers?.stop()
  own.remove()
})

test('MongoDB comes back on the same port with its data after kill -9, and says so', async () => {
  const { uri } = servers.mongodb
  const client = new mongo.MongoClient(uri, { retryWrites: true })
  try {
    await client
      .db('kept')
      .collection('letters')
      .insertOne({ number: 20 }, { writeConcern: { w: 'majority', j: true } })
    const [before = 0] = processesWith('--dbpath', own.folder)
    process.kill(before, 'SIGKILL')
    await until(() => own.lines.includes('MongoDB is running again'), { what: 'MongoDB to be started again' })
    expect(own.lines).toContain('MongoDB ended (signal SIGKILL); starting it again')
    const [after = 0] = processesWith('--dbpath', own.folder)
    expect(after).not.toBe(before)
    expect(await client.db('kept').collection('letters').countDocuments({ number: 20 })).toBe(1)
  } finally {
    await client.close()
  }
})

test('a command that takes long is not in the log of MongoDB, where anybody could read what it carries', async () => {
  const client = new mongo.MongoClient(servers.mongodb.uri)
  try {
    const letters = client.db('kept').collection('letters')
    const slowly = { subject: { $ne: 'A very private matter' }, $where: 'sleep(300) || true' }
    expect(await letters.find({ ...slowly, number: 20 }).toArray()).toHaveLength(1)
  } finally {
    await client.close()
  }
  const log = readFileSync(join(own.folder, 'logs', 'mongodb.log'), 'utf8')
  expect(log).toContain('"msg":"Connection accepted"')
  expect(log).not.toContain('A very private matter')
})

test('Temporal comes back on the same file with its runs after kill -9 of the server, and says so', async () => {
  await startRun('kept-run')
  const [server = 0] = processesWith('start-dev', own.folder).filter((pid) => !isWatchdog(pid))
  process.kill(server, 'SIGKILL')
  await until(() => own.lines.includes('Temporal is running again'), { what: 'Temporal to be started again' })
  expect(await statusOf('kept-run')).toBe('RUNNING')
})

test('Temporal comes back after kill -9 of its watchdog too, and no second server runs', async () => {
  const again = () => own.lines.filter((line) => line === 'Temporal is running again').length
  const before = again()
  const [watchdog = 0] = processesWith('start-dev', own.folder).filter(isWatchdog)
  process.kill(watchdog, 'SIGKILL')
  await until(() => again() > before, { what: 'Temporal to be started again' })
  expect(processesWith('start-dev', own.folder).filter((pid) => !isWatchdog(pid))).toHaveLength(1)
  expect(await statusOf('kept-run')).toBe('RUNNING')
})

test('a second start on the same folder is refused while the first runs', async () => {
  await expect(own.open()).rejects.toMatchObject({
    message: expect.stringContaining(`already runs on ${join(own.folder, 'data')}`),
    remedy: expect.stringContaining('Ctrl-C'),
  })
})

test('after a stop both come back on the ports and with the data they had', async () => {
  const { mongodb, temporal } = servers
  await servers.stop()
  expect(processesWith(own.folder)).toEqual([])
  servers = await own.open({ searchAttributes: [stage] })
  expect(servers.mongodb.uri).toBe(mongodb.uri)
  expect(servers.temporal.address).toBe(temporal.address)
  expect(servers.temporal.webUrl).toBe(temporal.webUrl)
  expect(await statusOf('kept-run')).toBe('RUNNING')
  expect(await countLetters()).toBe(1)
})

test('when a remembered port is taken, another is chosen and named, and the data is still there', async () => {
  const uri = servers.mongodb.uri
  await servers.stop()
  const port = Number(new URL(uri).port)
  const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
  await until(() => other.listening, { what: 'the other program to take the port' })
  try {
    servers = await own.open({ searchAttributes: [stage] })
    const moved = Number(new URL(servers.mongodb.uri).port)
    expect(moved).not.toBe(port)
    expect(own.lines).toContain(
      `port ${port} of MongoDB is taken by another program; MongoDB moves to port ${moved}`,
    )
    expect(await countLetters()).toBe(1)
  } finally {
    other.close()
  }
})

test('a spoiled file of ports does no harm', async () => {
  await servers.stop()
  writeFileSync(join(own.folder, 'ports.json'), '{"MongoDB": 12')
  servers = await own.open({ searchAttributes: [stage] })
  expect(await countLetters()).toBe(1)
  expect(JSON.parse(readFileSync(join(own.folder, 'ports.json'), 'utf8'))).toHaveProperty('MongoDB')
})

test('nothing but the data folder, the logs and the ports is written', () => {
  expect(existsSync(join('/tmp', `mongodb-${new URL(servers.mongodb.uri).port}.sock`))).toBe(false)
})

async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: servers.temporal.address })
  try {
    return await work(new Client({ connection }))
  } finally {
    await connection.close()
  }
}

/** Nobody works this queue: the run stays as it is. */
const startRun = (workflowId: string) =>
  withClient((client) =>
    client.workflow.start('waits', {
      workflowId,
      taskQueue: 'nobody',
      typedSearchAttributes: [{ key: defineSearchAttributeKey(stage.name, stage.type), value: 'waiting' }],
    }),
  )

const statusOf = (workflowId: string) =>
  withClient(async (client) => (await client.workflow.getHandle(workflowId).describe()).status.name)

async function countLetters(): Promise<number> {
  const client = new mongo.MongoClient(servers.mongodb.uri)
  try {
    return await client.db('kept').collection('letters').countDocuments()
  } finally {
    await client.close()
  }
}

function isWatchdog(pid: number): boolean {
  return processesWith('watchdog.js', own.folder).includes(pid)
}
