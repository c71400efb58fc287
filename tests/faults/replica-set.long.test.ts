// A replica set of three whose primary steps down and is killed while letters are accepted and taken.

import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, mongo } from 'mongoose'
import { MongoInstance } from 'mongodb-memory-server-core'
import { createRepositories } from '../../database'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import { acknowledgeChange } from '../../domain/letters/tapal/acts'
import { findMongod } from '../../local/mongodb/find'
import { anyFreePort } from '../../local/system/ports'
import { localPath } from '../../process/paths'
import { buildTapal } from '../support/build-tapal'
import { buildDispatch } from '../support/builders'
import { until } from '../support/until'

const folder = localPath('test', `set-${randomBytes(4).toString('hex')}`)
const members: { port: number; instance: MongoInstance }[] = []
let uri: string
let database: Connection

beforeAll(async () => {
  const program = await findMongod(() => undefined)
  for (let at = 0; at < 3; at += 1) {
    const port = await anyFreePort()
    const dbPath = join(folder, String(at))
    mkdirSync(dbPath, { recursive: true })
    const instance = new MongoInstance({
      instance: {
        port,
        dbPath,
        ip: '127.0.0.1',
        replSet: 'three',
        storageEngine: 'wiredTiger',
        args: ['--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'],
      },
      binary: { systemBinary: program.path, version: program.version },
    })
    await instance.start()
    members.push({ port, instance })
  }
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`)
  const client = await mongo.MongoClient.connect(`mongodb://${hosts[0]}/?directConnection=true`)
  await client.db('admin').command({
    replSetInitiate: {
      _id: 'three',
      members: hosts.map((host, _id) => ({ _id, host })),
      settings: { electionTimeoutMillis: 2_000 },
    },
  })
  await client.close()
  uri = `mongodb://${hosts.join(',')}/?replicaSet=three`
  await primary()
  database = await connect({ uri, database: 'kcs' })
  await migrate(database)
}, 180_000)

afterAll(async () => {
  await database?.close()
  await Promise.all(members.map(({ instance }) => instance.stop()))
  rmSync(folder, { recursive: true, force: true })
})

/** The member that takes writes now. */
async function primary(): Promise<(typeof members)[number]> {
  return until(
    async () => {
      for (const member of members) {
        const client = await mongo.MongoClient.connect(
          `mongodb://127.0.0.1:${member.port}/?directConnection=true`,
          { serverSelectionTimeoutMS: 500 },
        ).catch(() => null)
        const hello = await client?.db('admin').command({ hello: 1 })
        await client?.close()
        if (hello?.['isWritablePrimary'] === true) return member
      }
      return null
    },
    { what: 'a primary', timeoutMs: 60_000 },
  )
}

async function stepDown(): Promise<void> {
  const { port } = await primary()
  const client = await mongo.MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`)
  await client
    .db('admin')
    .command({ replSetStepDown: 10, force: true })
    .catch(() => undefined)
  await client.close()
}

it('what was confirmed is there once, and what was not confirmed can be repeated', async () => {
  const { dispatches, tapals } = createRepositories(database)
  const over = AbortSignal.timeout(40_000)
  const confirmed = new Map<string, string>()
  const taken: string[] = []
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work()
      } catch {
        await sleep(100)
      }
    }
  }
  const load = Array.from({ length: 4 }, async (_, sender) => {
    for (let number = 0; !over.aborted; number += 1) {
      const idempotencyKey = `${sender}-${number}`
      const at = new Date()
      const letter = buildDispatch({ idempotencyKey, acceptedAt: at })
      const { dispatch } = await again(() => dispatches.accept(letter))
      confirmed.set(idempotencyKey, dispatch.id)
      const tapal = buildTapal(dispatch, at, {})
      await again(() => tapals.insert([tapal]))
      const change = acknowledgeChange(tapal, {
        actor: { kind: 'agent', agent: 'a' },
        at,
        diary: { number: idempotencyKey, date: at },
        cause: 'acknowledged-by-agent',
        key: idempotencyKey,
      })
      await again(() => tapals.apply(tapal.id, change))
      taken.push(tapal.id)
    }
  })
  for (let turn = 0; turn < 3; turn += 1) {
    await sleep(8_000)
    await stepDown()
  }
  await sleep(5_000)
  const killed = await primary()
  process.kill(killed.instance.mongodProcess!.pid!, 'SIGKILL')
  await Promise.all(load)
  const kept = await database.collection('dispatches').find({}).toArray()
  expect(kept).toHaveLength(confirmed.size)
  for (const { _id, idempotencyKey } of kept) expect(confirmed.get(String(idempotencyKey))).toBe(String(_id))
  const rows = await tapals.byIds(taken)
  expect(rows).toHaveLength(taken.length)
  for (const { state, events } of rows) {
    expect(state).toBe('acknowledged')
    expect(events.filter(({ to, from }) => to === 'acknowledged' && from !== to)).toHaveLength(1)
  }
  expect(taken.length).toBeGreaterThan(100)
}, 180_000)
