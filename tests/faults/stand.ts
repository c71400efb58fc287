// A whole KCS on servers of its own, with hands that kill its parts and a judge of what that left behind.

import { join } from 'node:path'
import type { Connection as Database } from 'mongoose'
import { connect } from '../../database/connection'
import { runMainJob } from '../../local/demo/job'
import { type Demo, startDemo } from '../../local/demo/start'
import { ownServers, processesWith } from '../support/local-servers'
import { judge } from '../support/oracle'
import { until } from '../support/until'

export const PARTS = ['worker', 'api', 'temporal', 'mongod'] as const

export type Part = (typeof PARTS)[number]

export interface Stand {
  /** Sends the order under this name; `onLine` gets each line of its trace. Resolves when all six addressees have it. */
  job(name: string, onLine: (line: string) => void): Promise<void>
  /** kill -9. Returns false when the part is just being started again. */
  kill(part: Part): boolean
  /** Waits until the record is followed, and fails on each invariant that does not hold. */
  expectNothingLostOrDoubled(): Promise<void>
  close(): Promise<void>
}

export async function openStand(jobTimeoutMs = 120_000): Promise<Stand> {
  const own = ownServers()
  const kcs: Demo = await startDemo({ onLine: (line) => own.lines.push(line), folder: own.folder })
  const database: Database = await connect({ uri: kcs.servers.mongodb.uri, database: 'kcs' })
  const data = join(own.folder, 'data')
  const pidOf = (part: Part): number | undefined => {
    if (part === 'temporal') return processesWith(data, 'start-dev').at(-1)
    if (part === 'mongod') return processesWith(data, '--dbpath')[0]
    return kcs.supervisor.pid(part)
  }
  return {
    async job(name, onLine) {
      const { trace } = await runMainJob(kcs.places, onLine, {
        signal: new AbortController().signal,
        timeoutMs: jobTimeoutMs,
        letter: { id: `fault-${name}`, number: `G.O.(Ms)No.${name}/2021/ITD` },
      })
      expect(trace.tapals).toHaveLength(6)
      expect(trace.tapals.filter((tapal) => tapal.purpose === 'action' && tapal.diary === null)).toEqual([])
    },
    kill(part) {
      const pid = pidOf(part)
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      return pid !== undefined
    },
    async expectNothingLostOrDoubled() {
      await until(
        async () => (await database.collection('tapals').countDocuments({ followed: false })) === 0,
        { what: 'the audit log to follow the record' },
      )
      const findings = await judge(kcs, database, own.folder)
      expect(Object.fromEntries(Object.entries(findings).filter(([, wrong]) => wrong.length > 0))).toEqual({})
    },
    async close() {
      await database.close()
      await kcs.stop()
      own.remove()
    },
  }
}
