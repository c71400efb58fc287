// P1: acceptance over HTTP, against raw journaled inserts at the same concurrency.

import { createHash, randomBytes } from 'node:crypto'
import { Pool } from 'undici'
import { anyFreePort } from '../local/system/ports'
import { benchDispatch } from './letters'
import { openProcesses } from './processes'
import { RECEIVER, SENDER, type Stage } from './stage'
import { rate } from './statistics'

export interface AcceptBench {
  /** Raw `insertOne` of rows like a dispatch with `w:majority, j:true`, in a second. */
  raw(count: number, atOnce: number): Promise<number>
  /** Accepted letters (POST of about 4 KiB, 202) in a second, and the times of each in ms. */
  accept(count: number, atOnce: number): Promise<{ perSecond: number; times: number[] }>
  close(): Promise<void>
}

/** The API as a process of its own, as in production. */
export async function openAcceptBench(stage: Stage): Promise<AcceptBench> {
  const apiKey = await seedAgent(stage)
  const port = await anyFreePort()
  const url = `http://127.0.0.1:${port}`
  const processes = openProcesses(stage)
  await processes.start('api', 'api', {
    // Nobody listens there: acceptance does not wait for Temporal, and the runs are not part of this figure.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    KCS_PORT: String(port),
    KCS_REQUESTS_PER_MINUTE: '1000000',
  })
  const pool = new Pool(url, { connections: 64, pipelining: 1 })
  const raw = stage.database.collection('bench_raw')

  async function post(): Promise<number> {
    const startedAt = performance.now()
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/v1/dispatches',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': randomBytes(12).toString('hex'),
      },
      body: LETTER,
    })
    const text = await body.text()
    if (statusCode !== 202)
      throw new Error(`POST /v1/dispatches answered ${statusCode}: ${text.slice(0, 300)}`)
    return performance.now() - startedAt
  }

  return {
    raw: (count, atOnce) =>
      rate(count, atOnce, async () => {
        const { id, ...row } = benchDispatch()
        await raw.insertOne(
          { ...row, padding: PADDING, _id: id as never },
          { writeConcern: { w: 'majority', j: true } },
        )
      }),
    async accept(count, atOnce) {
      const times: number[] = []
      const perSecond = await rate(count, atOnce, async () => void times.push(await post()))
      return { perSecond, times }
    },
    async close() {
      await pool.close()
      await processes.stop()
    },
  }
}

/** A document that the agent may send. */
export const DOCUMENT = { sha256: sha256('bench'), name: 'letter.pdf' }

const PADDING = 'x'.repeat(3_000)
/** About 4 KiB, most of it recipients, as in a small circular. */
const LETTER = JSON.stringify({
  sender: { seat: `${SENDER}/TAPAL` },
  kind: 'letter',
  subject: 'x'.repeat(480),
  letterNumber: 'B-1/2026',
  letterDate: '2026-01-01',
  recipients: Array.from({ length: 60 }, () => ({ seat: `${RECEIVER}/TAPAL`, purpose: 'information' })),
  documents: [DOCUMENT],
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** An agent that may send for the sender; returns its key. */
export async function seedAgent({ repositories }: Stage, office = SENDER): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const id = randomBytes(8).toString('hex')
  const at = new Date()
  await repositories.agents.add({
    id: office === SENDER ? 'bench' : 'bench-to',
    name: 'Bench',
    offices: [office],
    endpoint: null,
    keys: [{ id, hash: sha256(secret), createdAt: at, expiresAt: null, revokedAt: null }],
    createdAt: at,
  })
  await repositories.documents.add({
    sha256: sha256('bench'),
    size: 5,
    mediaType: 'application/pdf',
    office: SENDER,
    at,
  })
  return `kcs_${id}_${secret}`
}
