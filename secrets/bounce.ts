// The token of the address to which a mail comes back, so that nobody can say of a mail of ours that it did who has not got it.

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MailSent } from '../domain/letters/bounce/address'
import { deriveKey } from './keys'

/** 20 characters of base 32 are 100 bits; mail systems may change the case, so that base 64 will not do. */
const PROOF_LENGTH = 20
const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567'
const LETTERS = { t: 'tapal', n: 'notice' } as const

export interface BounceTokens {
  bounceToken(sent: MailSent): string
  readBounceToken(token: string): MailSent | null
}

/** `secret` is KCS_SECRET. Ids are of upper case, as all of KCS are; the instant is kept to the second. */
export function createBounceTokens(secret: string): BounceTokens {
  const key = deriveKey(secret, 'bounce')
  const proofOf = (subject: string): string => {
    const mac = createHmac('sha256', key).update(`bounce:${subject}`).digest()
    return Array.from(mac.subarray(0, PROOF_LENGTH), (byte) => SIGNS[byte % 32]).join('')
  }

  return {
    bounceToken({ of, id, sentAt }) {
      const seconds = Math.floor(sentAt.getTime() / 1000).toString(36)
      const subject = `${of[0]}.${id.toLowerCase()}.${seconds}`
      return `${subject}.${proofOf(subject)}`
    },
    readBounceToken(token) {
      const [, subject, letter, id, seconds, proof] =
        /^(([tn])\.([a-z0-9-]{1,40})\.([a-z0-9]{1,8}))\.([a-z2-7]{20})$/.exec(token.toLowerCase()) ?? []
      if (!subject || !id || !seconds || !proof) return null
      if (!timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(subject)))) return null
      const of = LETTERS[letter as keyof typeof LETTERS]
      return { of, id: id.toUpperCase(), sentAt: new Date(Number.parseInt(seconds, 36) * 1000) }
    },
  }
}
