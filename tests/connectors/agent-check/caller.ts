// What an agent calls by itself, rightly or with faults that are named: the documents of its letters, and its call-backs.

import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { Incoming } from './agent'

export const CALLER_FAULTS = [
  'does not fetch',
  'shows no key',
  'fetches once',
  'takes any bytes',
  'refuses what breaks',
  'shows its key to all',
  'reports nothing',
  'signs with another secret',
  'numbers for texts',
  'calls another endpoint',
  'reports once',
  'a new key on each try',
  'the time of the try',
  'one key for all',
  'a clock that is ahead',
] as const
export type CallerFault = (typeof CALLER_FAULTS)[number]

export interface Caller {
  take(letter: Incoming): void
  stop(): Promise<void>
}

const AGAIN_MS = 50

/** Works on each letter by itself until its documents are there and its report is taken. */
export function startCaller(
  kcs: { url: string; key: string; secret: string; endpoint: string },
  fault: CallerFault | null,
): Caller {
  const working: Promise<void>[] = []
  let stopped = false
  const again = async (isDone: () => Promise<boolean>): Promise<void> => {
    while (!stopped && !(await isDone().catch(() => false))) await wait(AGAIN_MS)
  }

  async function work(letter: Incoming): Promise<void> {
    let refused = false
    for (const { href, sha256 } of letter.documents) {
      if (fault === 'does not fetch') continue
      const isOfKcs = href.startsWith(`${kcs.url}/`)
      if (!isOfKcs && fault !== 'shows its key to all') return
      let tries = 0
      await again(async () => {
        const content = await fetched(href)
        tries += 1
        if (content !== null) {
          const isRight = createHash('sha256').update(content).digest('hex') === sha256
          if (isRight || fault === 'takes any bytes') return true
        }
        refused = fault === 'refuses what breaks' && tries === 2
        return refused || fault === 'shows no key' || fault === 'fetches once' || !isOfKcs
      })
      if (!isOfKcs) return
    }
    if (letter.purpose === 'action' && fault !== 'reports nothing') await report(letter.deliveryKey, refused)
  }

  async function fetched(href: string): Promise<Buffer | null> {
    const headers: Record<string, string> =
      fault === 'shows no key' ? {} : { authorization: `Bearer ${kcs.key}` }
    const response = await fetch(href, { headers })
    const content = Buffer.from(await response.arrayBuffer())
    return response.status === 200 ? content : null
  }

  async function report(deliveryKey: string, isRefused: boolean): Promise<void> {
    const ahead = fault === 'a clock that is ahead' ? 3_600_000 : 0
    const happened = new Date(Date.now() + ahead).toISOString()
    const said = isRefused
      ? { kind: 'refused', code: 'unreadable', reason: 'It cannot be opened.' }
      : {
          kind: 'acknowledged',
          diaryNumber: fault === 'numbers for texts' ? { number: 7 } : `D/${deliveryKey}`,
        }
    await again(async () => {
      const key =
        fault === 'one key for all'
          ? 'report'
          : fault === 'a new key on each try'
            ? randomUUID()
            : `${deliveryKey}-1`
      const at = fault === 'the time of the try' ? new Date().toISOString() : happened
      const status = await call(JSON.stringify({ reports: [{ key, deliveryKey, at, ...said }] }))
      return status === 200 || status === 422 || fault === 'reports once'
    })
  }

  async function call(body: string): Promise<number> {
    const other = `whsec_${Buffer.alloc(32, 'another').toString('base64')}`
    const secret = fault === 'signs with another secret' ? other : kcs.secret
    const endpoint = fault === 'calls another endpoint' ? 'another' : kcs.endpoint
    const [id, at] = [randomUUID(), new Date()]
    const response = await fetch(`${kcs.url}/v1/callbacks/${endpoint}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
      body,
    })
    await response.arrayBuffer()
    return response.status
  }

  return {
    take: (letter) => void working.push(work(letter)),
    async stop() {
      stopped = true
      await Promise.all(working)
    },
  }
}
