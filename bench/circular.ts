// P12: the memory of API and workers while circulars go to the whole State and are taken back, and how long each takes.

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { request } from 'undici'
import { anyFreePort } from '../local/system/ports'
import { DOCUMENT, seedAgent } from './accept'
import { OFFICES, seedOffices } from './offices'
import { openProcesses } from './processes'
import { type Report, say } from './report'
import { openStage, SENDER, type Stage } from './stage'
import { figure, figureText } from './statistics'

const GROUP = 'BENCH-ALL'
const LONGEST_MS = 1_800_000
const LOOKS = 20

export interface CircularOptions {
  scale: number
  workers: number
  runs: number
}

export async function circularBench({ scale, workers, runs }: CircularOptions): Promise<Report> {
  const stage = await openStage(say)
  const processes = openProcesses(stage)
  try {
    const count = Math.round(OFFICES * scale)
    await seedOffices(stage, count)
    await seedGroup(stage)
    const apiKey = await seedAgent(stage)
    const port = await anyFreePort()
    await processes.start('api', 'api', { KCS_PORT: String(port) })
    const names = ['api']
    for (let n = 1; n <= workers; n += 1) {
      await processes.start(`worker ${n}`, 'workers')
      names.push(`worker ${n}`)
    }
    const peaks = (): string =>
      names.map((name) => `${name} ${processes.peakMb(name)?.toFixed(0) ?? '?'} MB`).join(', ')
    const idle = peaks()
    say(`P12 before: ${idle}`)
    const call = callerOf(`http://127.0.0.1:${port}`, apiKey)
    const carried: number[] = []
    const recalled: number[] = []
    const look = lookerOf(`http://127.0.0.1:${port}`, apiKey)
    const [tallies, pages]: [number[], number[]] = [[], []]
    for (let run = 1; run <= runs; run += 1) {
      const id = await call('/v1/dispatches', circular())
      carried.push(await secondsUntil(stage, { dispatch: id, state: 'delivered' }, count))
      for (let n = 0; n < LOOKS; n += 1) {
        tallies.push(await look(`/v1/dispatches/${id}/tally`))
        pages.push(await look(`/v1/dispatches/${id}/recipients?standing=not-taken&limit=50`))
      }
      const [back] = await Promise.all([
        secondsUntil(stage, { dispatch: id, state: 'recalled' }, count),
        call(`/v1/dispatches/${id}/recall`, { reason: 'bench' }),
      ])
      recalled.push(back)
      const took = [carried, recalled].map((runsS) => `${runsS.at(-1)!.toFixed(1)} s`)
      say(`P12 run ${run}: delivered in ${took[0]}, taken back in ${took[1]}; peaks so far ${peaks()}`)
    }
    const { mongodb, temporal } = stage.servers
    return {
      conditions: `MongoDB ${mongodb.version}, Temporal ${temporal.version} (dev server), ${workers} worker process(es)`,
      rows: [
        {
          metric: `P12 peak memory (RSS), ${runs} circular(s) to ${count} offices one after the other`,
          value: peaks(),
          ceiling: `at rest: ${idle}`,
          ratio: null,
          target: '≤ 450 MB each',
        },
        {
          metric: 'P4 seconds from acceptance to the last delivery',
          value: figureText(figure(carried)),
          ceiling: '',
          ratio: null,
          target: '≤ 1800',
        },
        {
          metric: 'P12 seconds from its recall to the last letter that is taken back',
          value: figureText(figure(recalled)),
          ceiling: '',
          ratio: null,
          target: '≤ 20',
        },
        {
          metric: 'milliseconds for a look at its tally, of which one in two seconds counts',
          value: figureText(figure(tallies)),
          ceiling: '',
          ratio: null,
          target: '',
        },
        {
          metric: 'milliseconds for a page of its ledger, 50 recipients',
          value: figureText(figure(pages)),
          ceiling: '',
          ratio: null,
          target: '≤ 50',
        },
      ],
    }
  } finally {
    await processes.stop()
    await stage.close()
  }
}

async function seedGroup({ repositories }: Stage): Promise<void> {
  await repositories.groups.add(
    {
      ...{ id: GROUP, name: GROUP, nameMl: GROUP, office: SENDER, until: null, version: 1 },
      definitions: [
        {
          from: new Date('2020-01-01T00:00:00Z'),
          reach: 'office',
          rule: { of: { offices: {} }, except: { members: [{ office: SENDER, from: null, until: null }] } },
        },
      ],
    },
    { what: 'group-added', actor: { kind: 'kcs' }, at: new Date() },
  )
}

const circular = () => ({
  sender: { seat: `${SENDER}/TAPAL` },
  kind: 'circular',
  subject: 'x'.repeat(200),
  ...{ letterNumber: 'B-1/2026', letterDate: '2026-01-01' },
  recipients: [{ group: GROUP, purpose: 'information' }],
  documents: [DOCUMENT],
})

/** Calls as the agent does; returns the id of the circular. */
const callerOf =
  (url: string, apiKey: string) =>
  async (path: string, content: unknown): Promise<string> => {
    const { statusCode, body } = await request(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': randomBytes(12).toString('hex'),
      },
      body: JSON.stringify(content),
    })
    const answer = await body.text()
    if (statusCode !== 202) throw new Error(`POST ${path} answered ${statusCode}: ${answer.slice(0, 300)}`)
    return (JSON.parse(answer) as { id: string }).id
  }

/** Asks as the agent does; returns the milliseconds to the whole answer. */
const lookerOf =
  (url: string, apiKey: string) =>
  async (path: string): Promise<number> => {
    const startedAt = performance.now()
    const { statusCode, body } = await request(`${url}${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const answer = await body.text()
    if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${answer.slice(0, 300)}`)
    return performance.now() - startedAt
  }

/** Waits until all letters are in the state and audit log, feed and notices have followed; returns the seconds to the first. */
async function secondsUntil(
  { database }: Stage,
  at: { dispatch: string; state: string },
  count: number,
): Promise<number> {
  const tapals = database.collection('tapals')
  const startedAt = performance.now()
  const until = async (done: () => Promise<boolean>): Promise<void> => {
    while (!(await done())) {
      if (performance.now() - startedAt > LONGEST_MS) throw new Error(`not ${at.state} in ${LONGEST_MS} ms`)
      await wait(250)
    }
  }
  await until(async () => (await tapals.countDocuments(at)) >= count)
  const tookMs = performance.now() - startedAt
  await until(async () => (await tapals.findOne({ followed: false })) === null)
  return tookMs / 1_000
}
