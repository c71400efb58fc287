// Signing and checking by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with the secret of the endpoint.

import { isUtf8 } from 'node:buffer'
import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { KcsError } from '../../domain/common/error'
import { type CallbackRequest } from '../connector'

const TOLERANCE_SECONDS = 5 * 60

/** Whether it has the form of a signing secret: `whsec_` and base64 of at least 24 bytes (Standard Webhooks). */
export function isSecret(secret: string): boolean {
  return /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret)
}

/** The three headers of a signed message; `id` stays the same on every try, the time does not. */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
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
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || !isSecret(secret) || !isUtf8(request.body)) {
    throw new KcsError('signature-invalid')
  }
  const at = new Date(Number(timestamp) * 1000)
  const right = Buffer.from(new Webhook(secret).sign(id, at, request.body.toString('utf8')))
  // Several signatures stand side by side while a secret is being replaced.
  if (!signatures.split(' ').some((given) => sameBytes(Buffer.from(given), right))) {
    throw new KcsError('signature-invalid')
  }
  if (Math.abs(request.receivedAt.getTime() - at.getTime()) > TOLERANCE_SECONDS * 1000) {
    throw new KcsError('timestamp-out-of-tolerance')
  }
}

function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
