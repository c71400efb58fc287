// Signing and checking by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with the secret of the endpoint.

import { isUtf8 } from 'node:buffer'
import { Webhook } from 'standardwebhooks'
import { KcsError } from '../domain/common/error'
import { type CallbackRequest } from './connector'
import { checkTime, sameBytes } from './http-callback'

/**
 * The three headers of a signed message; `id` stays the same on every try, the time does not. With several secrets, the
 * signatures stand side by side: one of them is being replaced.
 */
export function signedHeaders(
  secrets: string | readonly string[],
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': [secrets]
      .flat()
      .map((secret) => new Webhook(secret).sign(id, at, body))
      .join(' '),
  }
}

/**
 * Checks the headers of a signed message against its raw body.
 * Throws KcsError `signature-invalid`, or `timestamp-out-of-tolerance` beyond five minutes either way.
 */
export function checkSignature(secret: string, request: CallbackRequest): void {
  const id = request.headers['webhook-id'] ?? ''
  const timestamp = request.headers['webhook-timestamp'] ?? ''
  const signatures = request.headers['webhook-signature'] ?? ''
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || !isUtf8(request.body)) {
    throw new KcsError('signature-invalid')
  }
  const at = new Date(Number(timestamp) * 1000)
  const right = Buffer.from(new Webhook(secret).sign(id, at, request.body.toString('utf8')))
  // Several signatures stand side by side while a secret is being replaced.
  if (!signatures.split(' ').some((signature) => sameBytes(Buffer.from(signature), right))) {
    throw new KcsError('signature-invalid')
  }
  checkTime(timestamp, request.receivedAt)
}
