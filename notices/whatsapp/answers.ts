// What the answers of the Cloud API mean for a notice, by the code of the error; its words and subcodes change.

import type { HttpReply, SendResult } from '../channel'

/** Limits of calls, of the account and of the number that writes. */
const BUSY = [4, 80007, 130429, 131048, 133016]
/**
 * A passing fault of theirs, too many messages to this one number, or a value that they do not like: the last may be one
 * number or all of ours, so such a message is given up in the end and stops no other.
 */
const RETRY = [1, 2, 100, 131000, 131008, 131009, 131016, 131049, 131056, 131057, 133004]
/** The number takes no messages of ours. */
const NEVER = [130472, 131021, 131026, 131030, 131050]

const LONGEST_WAIT_MS = 3_600_000

/** Every answer is one result. What is said of no message in particular is ours to set right. */
export function resultOf(reply: HttpReply): SendResult {
  if ('fault' in reply) return { kind: reply.sent ? 'unknown' : 'busy', code: reply.fault }
  const body = parsed(reply.body)
  if (reply.status >= 200 && reply.status < 300) {
    const reference = idIn(body)
    return reference === '' ? { kind: 'unknown', code: 'answer-garbled' } : { kind: 'sent', reference }
  }
  const error = codeIn(body)
  if (error === null) return byStatus(reply.status, reply.headers['retry-after'])
  const code = `whatsapp-${error}`
  if (BUSY.includes(error)) return { kind: 'busy', code, ...waitOf(reply.headers['retry-after']) }
  if (NEVER.includes(error)) return { kind: 'never', code }
  return { kind: RETRY.includes(error) ? 'retry' : 'refused', code }
}

/** An answer that is not the API's own: of a proxy, or of another server. */
function byStatus(status: number, retryAfter: string | undefined): SendResult {
  const code = `http-${status}`
  if (status === 429 || status === 503) return { kind: 'busy', code, ...waitOf(retryAfter) }
  // What is behind a proxy may have taken it.
  return { kind: status >= 500 ? 'unknown' : 'refused', code }
}

function waitOf(retryAfter: string | undefined): { afterMs?: number } {
  if (!/^\d{1,6}$/.test(retryAfter ?? '')) return {}
  return { afterMs: Math.min(Number(retryAfter) * 1000, LONGEST_WAIT_MS) }
}

function parsed(body: Buffer | null): unknown {
  try {
    return body === null ? null : (JSON.parse(body.toString('utf8')) as unknown)
  } catch {
    return null
  }
}

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined

function codeIn(body: unknown): number | null {
  const code = member(member(body, 'error'), 'code')
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : null
}

const MAX_REFERENCE = 200

/** The id of the message that was taken; '' where none is said. */
function idIn(body: unknown): string {
  const messages = member(body, 'messages')
  const id = Array.isArray(messages) ? member(messages[0], 'id') : undefined
  return typeof id === 'string' ? id.slice(0, MAX_REFERENCE) : ''
}
