/** The link in a mail by which an office outside the State's systems takes a tapal: the tapal's id and a proof that we wrote it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from './keys'

/** 22 characters of base64url are 132 bits. */
const PROOF_LENGTH = 22

export interface MailLinks {
  mailLinkToken(tapalId: string): string
  readMailLink(token: string): string | null
}

/** `secret` is KCS_SECRET. */
export function createMailLinks(secret: string): MailLinks {
  const key = deriveKey(secret, 'mail-link')
  const proofOf = (tapalId: string): string =>
    createHmac('sha256', key).update(`take:${tapalId}`).digest('base64url').slice(0, PROOF_LENGTH)

  return {
    mailLinkToken: (tapalId) => `${tapalId}.${proofOf(tapalId)}`,
    readMailLink(token) {
      const [tapalId, proof, ...rest] = token.split('.')
      if (!tapalId || !proof || rest.length > 0 || proof.length !== PROOF_LENGTH) return null
      const given = Buffer.from(proof)
      const right = Buffer.from(proofOf(tapalId))
      return given.length === right.length && timingSafeEqual(given, right) ? tapalId : null
    },
  }
}
