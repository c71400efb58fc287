// A whole KCS on servers of its own, with hands that kill its parts and a judge of what that left behind.

import { join } from 'node:path'
import type { Connection as Database } from 'mongoose'
import { connect } from '../../database/connection'
import { runMainJob } from '../../local/demo/job'
import { callAgent } from '../../local/demo/portal'
import { type Demo, startDemo } from '../../local/demo/start'
import { daksOfEoffice, lettersOfPush } from '../oracle/arrived'
import { collect } from '../oracle/collect'
import { broken, judge } from '../oracle/judge'
import type { ArrivedLetter } from '../oracle/evidence'
import { ownServers, pidsOf } from '../support/local-servers'
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

/** The offices that the order of the main job is addressed to. */
const ADDRESSEES = ['KSITM', 'CDIT', 'PAGA', 'AGAE', 'IPRD-WNM', 'ITD']
/** Text of the letter and names that must be seen nowhere outside the record. */
const SECRET_TEXT = ['Setting up of the Kerala State', 'Demo Holder']

export async function openStand(jobTimeoutMs = 120_000): Promise<Stand> {
  const own = ownServers()
  const kcs: Demo = await startDemo({ onLine: (line) => own.lines.push(line), folder: own.folder })
  const database: Database = await connect({ uri: kcs.servers.mongodb.uri, database: 'kcs' })
  const pidOf = pidsOf(kcs, own.folder)
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
        async () => {
          const left = ['tapals', 'dispatches'].map((name) =>
            database.collection(name).countDocuments({ followed: false }),
          )
          return (await Promise.all(left)).every((count) => count === 0)
        },
        { what: 'the audit log to follow the record' },
      )
      const place = {
        temporal: kcs.servers.temporal,
        database,
        logFolder: join(own.folder, 'logs'),
        secrets: SECRET_TEXT,
      }
      const evidence = await collect(place)
      // The job itself fails on a letter that the e-Office could not hand over, so that all in the record are wanted.
      const accepted = evidence.dispatches.map(({ id, idempotencyKey, documents }) => ({
        id,
        key: idempotencyKey,
        offices: ADDRESSEES,
        sha256: documents[0]!.sha256,
      }))
      const { arrived, mails } = await arrivedLetters(kcs)
      expect(mails.size).toBe(accepted.length)
      const asked = new Set(arrived.map(({ system }) => system))
      const findings = judge({
        ...evidence,
        accepted,
        confirmed: [],
        arrived,
        asked,
        quietAfterMs: 0,
        loadMs: 0,
      })
      expect(broken(findings)).toEqual({})
    },
    async close() {
      await database.close()
      await kcs.stop()
      own.remove()
    },
  }
}

/** What lies in the filing systems; of mails only their ids, for a mail server cannot be asked what it holds. */
async function arrivedLetters(kcs: Demo): Promise<{ arrived: ArrivedLetter[]; mails: ReadonlySet<string> }> {
  const { mails } = await callAgent<{ mails: { messageId: string }[] }>(`${kcs.places.mail}/mails`)
  return {
    arrived: [
      ...(await lettersOfPush('push-cdit', kcs.pages['C-DIT']!)),
      ...(await daksOfEoffice('eoffice-ksitm', kcs.places.ksitm)),
      ...(await daksOfEoffice('eoffice-secretariat', kcs.places.secretariat)),
    ],
    mails: new Set(mails.map(({ messageId }) => messageId)),
  }
}
