/** Secrets of endpoints, closed before they go into the database: AES-256-GCM with a key derived from the installation's secret. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from './keys'

const IV_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1.'

export interface Sealing {
  /** The same text gives another sealed text each time; an empty text stays empty. */
  seal(text: string): string
  /** Throws an Error when the sealed text was altered or sealed with another secret. */
  unseal(sealed: string): string
}

/** `secret` is KCS_SECRET. */
export function createSealing(secret: string): Sealing {
  const key = deriveKey(secret, 'sealing')
  return {
    seal(text) {
      if (text === '') return ''
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal(sealed) {
      if (sealed === '') return ''
      if (!sealed.startsWith(VERSION)) throw new Error('not a sealed text')
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8')
    },
  }
}
