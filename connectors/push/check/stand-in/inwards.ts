// The letters of a stand-in of KCS that agents come for: given out, and what is said of them heard.

import type { Envelope } from '../../../envelope'
import { type Call, MOST_KEPT, type Part, reply, replyBusy, replyKeyInvalid } from './server'

/** What an agent said of a letter. */
export interface Said {
  id: string
  act: string
  body: Record<string, unknown>
}

export interface Inwards {
  /** How often an agent came for letters with the right key, and with another one. */
  comings: { right: number; wrong: number }
  said: Said[]
  /** Lays a letter out. */
  layLetter(id: string, envelope: Envelope): void
  /** Gives the letter out again, as when its lease has ended. */
  release(id: string): void
  recall(id: string): void
  /** So many of the next words of the agent are answered with 503. */
  failSaid(times: number): void
}

interface LaidLetter {
  id: string
  envelope: Envelope
  state: 'free' | 'given' | 'received' | 'recalled' | 'answered'
}

const LEASE_MS = 300_000

/** The part that gives letters out to whoever shows the key, and keeps what is said of them. */
export function inwardsPart(): { inwards: Inwards; part: Part } {
  const letters = new Map<string, LaidLetter>()
  let failures = 0
  const inwards: Inwards = {
    comings: { right: 0, wrong: 0 },
    said: [],
    layLetter: (id, envelope) => void letters.set(id, { id, envelope, state: 'free' }),
    release: (id) => void (letters.get(id)!.state = 'free'),
    recall: (id) => void (letters.get(id)!.state = 'recalled'),
    failSaid: (times) => void (failures = times),
  }
  return {
    inwards,
    async part(call) {
      const { method, path, hasKey } = call
      const [, id, act] = /^\/v1\/agent\/inwards(?:\/([^/]+)\/([a-z]+))?$/.exec(path) ?? []
      const isComing = method === 'GET' && path === '/v1/agent/inwards'
      if (!isComing && !(method === 'POST' && id !== undefined && act !== undefined)) return false
      if (isComing) inwards.comings[hasKey ? 'right' : 'wrong'] += 1
      if (!hasKey) replyKeyInvalid(call)
      else if (isComing) give(call)
      else hear(call, id!, act!, await call.body())
      return true
    },
  }

  function give(call: Call): void {
    const until = new Date(Date.now() + LEASE_MS).toISOString()
    const free = [...letters.values()].filter(({ state }) => state === 'free')
    for (const letter of free) letter.state = 'given'
    const recalled = [...letters.values()].filter(({ state }) => state === 'recalled')
    reply(call, 200, {
      items: free.map(({ id, envelope }) => ({ id, lease: { id: 'check', until, given: 1 }, ...envelope })),
      more: false,
      withdrawals: recalled.map(({ id, envelope: { deliveryKey } }) => {
        return { id, deliveryKey, reference: null, recalledAt: new Date().toISOString() }
      }),
    })
  }

  function hear(call: Call, id: string, act: string, body: Buffer): void {
    const letter = letters.get(id)
    if (!letter) return reply(call, 404, { code: 'tapal-unknown' })
    const value = objectOf(body)
    if (value === null) return reply(call, 400, { code: 'body-not-json' })
    if (inwards.said.length < MOST_KEPT) inwards.said.push({ id, act, body: value })
    if (failures > 0) {
      failures -= 1
      return replyBusy(call)
    }
    if (act === 'receive' && letter.state !== 'recalled') letter.state = 'received'
    if (act === 'withdraw') letter.state = 'answered'
    const { deliveryKey } = letter.envelope
    reply(call, 200, { id, deliveryKey, state: 'delivered', reference: null, diary: null })
  }
}

/** The JSON object; an empty one for no body, null for what is none. */
function objectOf(body: Buffer): Record<string, unknown> | null {
  if (body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
