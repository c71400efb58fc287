// kill -9 of each part in the middle of the main job: nothing is lost and nothing is doubled.

import { join } from 'node:path'
import type { Connection as Database } from 'mongoose'
import { connect } from '../../database/connection'
import { runMainJob } from '../../local/demo/job'
import { type Demo, startDemo } from '../../local/demo/start'
import { judge } from '../support/oracle'
import { ownServers, processesWith } from '../support/local-servers'
import { until } from '../support/until'

const own = ownServers()
let kcs: Demo
let database: Database

beforeAll(async () => {
  kcs = await startDemo({ onLine: (line) => own.lines.push(line), folder: own.folder })
  database = await connect({ uri: kcs.servers.mongodb.uri, database: 'kcs' })
}, 180_000)

afterAll(async () => {
  await database?.close()
  await kcs?.stop()
  own.remove()
}, 60_000)

/** Sends the order anew and kills the part when the trace shows that the letter is on its way. */
async function killDuringJob(name: string, pidOf: () => number | undefined): Promise<void> {
  let killed: number | undefined
  const watch = (line: string): void => {
    if (killed !== undefined || !line.includes('delivered')) return
    killed = pidOf()
    if (killed !== undefined) process.kill(killed, 'SIGKILL')
  }
  const { trace } = await runMainJob(kcs.places, watch, {
    signal: new AbortController().signal,
    timeoutMs: 120_000,
    letter: { id: `fault-${name}`, number: `G.O.(Ms)No.${name}/2021/ITD` },
  })
  expect(killed).toBeDefined()
  expect(trace.tapals).toHaveLength(6)
  expect(trace.tapals.filter((tapal) => tapal.purpose === 'action' && tapal.diary === null)).toEqual([])
}

/** Waits until the record is followed, and judges. */
async function expectNothingLostOrDoubled(): Promise<void> {
  await until(async () => (await database.collection('tapals').countDocuments({ followed: false })) === 0, {
    what: 'the audit log to follow the record',
  })
  const findings = await judge(kcs, database, own.folder)
  expect(Object.fromEntries(Object.entries(findings).filter(([, found]) => found.length > 0))).toEqual({})
}

const data = join(own.folder, 'data')

describe('kill -9 in the middle of the main job', () => {
  it('of the worker: another takes over its claims, and every addressee has the letter once', async () => {
    await killDuringJob('worker', () => kcs.supervisor.pid('worker'))
    await expectNothingLostOrDoubled()
  }, 180_000)

  it('of the API: the e-Office and the officers go on when it is back', async () => {
    await killDuringJob('api', () => kcs.supervisor.pid('api'))
    await expectNothingLostOrDoubled()
  }, 180_000)

  it('of Temporal: the runs go on from its file', async () => {
    await killDuringJob('temporal', () => processesWith(data, 'start-dev').at(-1))
    await expectNothingLostOrDoubled()
  }, 180_000)

  it('of MongoDB: what was acknowledged by it is there, and the rest is tried again', async () => {
    await killDuringJob('mongod', () => processesWith(data, '--dbpath')[0])
    await expectNothingLostOrDoubled()
  }, 180_000)
})
