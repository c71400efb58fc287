// The port by which webhooks reach the address of a subscription, and how it is spoken: signed by Standard Webhooks.

import type { Tried } from '../domain/access/subscription/subscription'
import { maskedAnswer } from './answer'
import { type AddressRules } from './address'
import { createHttpClient, type HttpLimits } from './http'
import { retryAfterMs } from './http-outcome'
import { signedHeaders } from './signature'

/** A message to one address. */
export interface WebhookMessage {
  url: string
  /** The same on every try. */
  id: string
  body: string
  mediaType: string
  /** The present one first; it is signed with each. */
  secrets: readonly string[]
  at: Date
}

/** Sends it once. Whatever the other side does is a value: nothing is thrown, no redirect followed. */
export type SendWebhook = (message: WebhookMessage) => Promise<Tried>

/** Shorter than those of a hand-over: nothing is to be done with a webhook before its answer. */
export const WEBHOOK_LIMITS: Partial<HttpLimits> = { totalMs: 15_000, answerBytes: 16 * 1024 }
/** Bytes read of an answer; what is masked may make it much shorter. */
const READ_BYTES = 2_048

/** Addresses are judged by the rules when they are called, as those of agents are. */
export function createWebhookSender(rules: AddressRules, limits: Partial<HttpLimits> = {}): SendWebhook {
  const http = createHttpClient(rules, { ...WEBHOOK_LIMITS, ...limits })
  return async ({ url, id, body, mediaType, secrets, at }) => {
    const signature = signedHeaders(secrets, id, at, body)
    const headers = { 'content-type': mediaType, 'user-agent': 'KCS', ...signature }
    const result = await http({ method: 'POST', url, headers, body })
    if ('fault' in result) return { status: 0, fault: result.fault, answer: '', retryAfterMs: null }
    const { status, body: answered } = result
    const text = answered === null ? '(too long)' : answered.toString('utf8', 0, READ_BYTES)
    const wait = status === 429 || status === 503 ? retryAfterMs(result.headers['retry-after'], at) : null
    return { status, fault: '', answer: maskedAnswer(text), retryAfterMs: wait }
  }
}
