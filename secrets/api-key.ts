// API keys of agents: `kcs_<id>_<secret>`, test keys `kcs_test_<id>_<secret>`; the id finds the row, of the secret only the hash is kept.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { keyBeginning } from '../domain/access/agent/key'
import type { KeptKey } from './port'

export const KEY_DAYS = 365
const DAY_MS = 24 * 3600 * 1000

/** A new key and its row; the key itself can be shown now and never again. `id` makes a repeated request meet its row. */
export function newApiKey(
  now: Date,
  options: { id?: string | undefined; days?: number | undefined; test?: boolean | undefined } = {},
): { apiKey: string; row: KeptKey } {
  const id = options.id ?? randomBytes(8).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + (options.days ?? KEY_DAYS) * DAY_MS)
  return {
    apiKey: keyBeginning({ id, test: options.test }) + secret,
    row: {
      ...{ id, hash: hashOf(secret), createdAt: now, expiresAt, revokedAt: null },
      ...(options.test ? { test: true } : {}),
    },
  }
}

/** The parts of a key, or null if it has not the form of one. Whether it is a test key its row says, not its looks. */
export function readApiKey(apiKey: string): { id: string; secret: string } | null {
  const parts = /^kcs_(?:test_)?([0-9a-z]{16})_([A-Za-z0-9_-]{43})$/.exec(apiKey)
  return parts ? { id: parts[1]!, secret: parts[2]! } : null
}

const NO_HASH = hashOf('')

/** Whether the secret fits the row and the row is valid now; takes as long for no row. */
export function keyHolds(row: KeptKey | undefined, secret: string, now: Date): boolean {
  const fits = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row?.hash ?? NO_HASH))
  if (!fits || !row || row.revokedAt !== null) return false
  return row.expiresAt === null || now < row.expiresAt
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
