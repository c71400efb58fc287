/** Keys for single purposes from the one secret, so that none of them can stand in for another. */
import { hkdfSync } from 'node:crypto'

/**
 * The key of one purpose ("cookie", "mail-link", "sealing"): the same secret and purpose always give the same key
 * (HKDF with SHA-256, RFC 5869).
 */
export function deriveKey(secret: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), 'kcs', purpose, bytes))
}
