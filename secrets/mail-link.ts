// The token of the link in a mail, by which an office outside the State's systems takes a tapal.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from './keys'

/** 22 characters of base64url are 132 bits. */
const PROOF_LENGTH = 22

export interface MailLinks {
  mailLinkToken(tapalId: string, number?: number): string
  readMailLink(token: string): { tapal: string; number: number } | null
}

/** `secret` is KCS_SECRET. The first link of a tapal is written without its number. */
export function createMailLinks(secret: string): MailLinks {
  const key = deriveKey(secret, 'mail-link')
  const proofOf = (subject: string): string =>
    createHmac('sha256', key).update(`take:${subject}`).digest('base64url').slice(0, PROOF_LENGTH)

  return {
    mailLinkToken(tapalId, number = 0) {
      const subject = number === 0 ? tapalId : `${tapalId}.${number}`
      return `${subject}.${proofOf(subject)}`
    },
    readMailLink(token) {
      const [, subject, tapal, number, proof] = /^(([^.]+)(?:\.([1-9]\d{0,5}))?)\.([\w-]+)$/.exec(token) ?? []
      if (!subject || !tapal || proof?.length !== PROOF_LENGTH) return null
      const isRight = timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(subject)))
      return isRight ? { tapal, number: Number(number ?? 0) } : null
    },
  }
}
