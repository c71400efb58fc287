// The key that signs the roots of the audit log: Ed25519, so that who checks them needs no secret.

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { deriveKey } from './keys'

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32

export interface AuditKey {
  /** The public key, 32 bytes as base64url; anybody may have it. */
  auditKey: string
  /** The signature of a text, as base64url. */
  signAudit(text: string): string
  /** Whether the text was signed by whoever holds the private half of the key; false for what is no key. */
  auditSignatureFits(key: string, text: string, signature: string): boolean
}

/** `secret` is KCS_SECRET: the same secret always gives the same key. */
export function createAuditKey(secret: string): AuditKey {
  const seed = deriveKey(secret, 'audit-root', KEY_BYTES)
  const privateKey = createPrivateKey({
    key: Buffer.concat([PRIVATE_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    auditKey: der.subarray(PUBLIC_HEAD.length).toString('base64url'),
    signAudit: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    auditSignatureFits,
  }
}

/** As AuditKey says; needs no secret. */
export function auditSignatureFits(key: string, text: string, signature: string): boolean {
  const publicKey = publicKeyOf(key)
  return publicKey !== null && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))
}

/** The key as PEM, as other programs read it. Throws an Error for what is no key. */
export function pemOfAuditKey(key: string): string {
  const publicKey = publicKeyOf(key)
  if (publicKey === null) throw new Error('not a public key of the audit log')
  return publicKey.export({ format: 'pem', type: 'spki' }).toString()
}

function publicKeyOf(key: string): KeyObject | null {
  const bytes = Buffer.from(key, 'base64url')
  if (bytes.length !== KEY_BYTES) return null
  return createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, bytes]), format: 'der', type: 'spki' })
}
