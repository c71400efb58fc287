// What an HTTP answer means for a delivery: the taxonomy of design §6, the same for every HTTP connector.

import { type Outcome } from '../domain/letters/delivery/outcome'
import { type StatusAnswer, type WithdrawAnswer } from './connector'
import { type HttpAnswer, type HttpFault } from './http'

/** A system that asks for more patience than a day is asked again after a day. */
const LONGEST_WAIT_MS = 24 * 3_600_000
/** A system that asks for none, or whose clock is slow, is not called in a circle. */
const SHORTEST_WAIT_MS = 1_000
/** For "too many requests" without a time. */
const DEFAULT_WAIT_MS = 60_000

/** Whether the call was answered with a 2xx status. */
export function isOk(result: HttpAnswer | HttpFault): boolean {
  return 'status' in result && result.status >= 200 && result.status < 300
}

/**
 * What a fault or a status outside 2xx means. 409 and the refusals of 422 are the protocol's own and are read by the
 * connector before; here they are `never` like every other 4xx.
 */
export function outcomeOfFault(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if ('fault' in result) return { kind: 'retry-later', code: result.fault, inDoubt: result.sent }
  const { status } = result
  const code = `http-${status}`
  const afterMs = retryAfterMs(result.headers['retry-after'], now)
  if (status === 429) return { kind: 'busy', code, afterMs: afterMs ?? DEFAULT_WAIT_MS }
  if (status === 503 && afterMs !== null) return { kind: 'busy', code, afterMs }
  if (status === 410) return { kind: 'gone', code }
  if (status === 401 || status === 403) return { kind: 'auth', code }
  if (status === 408) return { kind: 'retry-later', code, inDoubt: true }
  // Not our letter is wrong but the way to the system: another server answers there, or the system is being replaced.
  const isWay = status === 404 || status === 405 || status === 421 || (status !== 413 && isPage(result))
  if (status >= 400 && status < 500)
    return isWay ? { kind: 'retry-later', code, inDoubt: false } : { kind: 'never', code }
  // A gateway that lost its server cannot say whether the server had taken the letter.
  return { kind: 'retry-later', code, inDoubt: status === 502 || status === 504 }
}

/**
 * What a fault or a status outside 2xx means for the question what became of a letter. A 4xx says nothing against the
 * letter: 404 was never seen, and where the question itself is not understood, sending again under the same key tells.
 */
export function outcomeOfQuestion(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  const outcome = outcomeOfFault(result, now)
  const isTold = 'status' in result && result.status >= 400 && result.status < 500 && result.status !== 408
  return isTold && (outcome.kind === 'never' || outcome.kind === 'retry-later') ? { kind: 'unseen' } : outcome
}

/** Whether a page for people came, such as proxies and application servers make; filing systems speak in data. */
function isPage({ headers, body }: HttpAnswer): boolean {
  return (
    /^text\/html\b/i.test(headers['content-type'] ?? '') || /^\s*</.test(body?.toString('utf8', 0, 64) ?? '')
  )
}

/** What the answer to a withdrawal means: 404 was never seen, 409 is taken and not given back. */
export function withdrawAnswer(result: HttpAnswer | HttpFault): WithdrawAnswer {
  if ('fault' in result) return { kind: 'failed', code: result.fault }
  if (isOk(result)) return { kind: 'withdrawn' }
  if (result.status === 404) return { kind: 'unseen' }
  if (result.status === 409) return { kind: 'taken' }
  return { kind: 'failed', code: `http-${result.status}` }
}

/** The wait a Retry-After header asks for (seconds or an HTTP date), or null if there is none that can be read. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  const text = header.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : dateMs(text) - now.getTime()
  if (Number.isNaN(ms)) return null
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, ms))
}

// Only the form that RFC 9110 lets senders make, for Date.parse also takes bare numbers and years.
function dateMs(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
    ? Date.parse(text)
    : NaN
}
