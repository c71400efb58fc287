/** The link in a mail by which an office outside the State's systems takes a tapal: the tapal's id and a proof that we wrote it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from './keys'

/** 22 characters of base64url are 132 bits. */
const PROOF_LENGTH = 22

/** Makes the address of the form for a tapal. The same tapal has the same link on every try of its mail. */
export function makeMailLink(secret: string, publicUrl: string): (tapalId: string) => string {
  const proofOf = prover(secret)
  return (tapalId) => `${publicUrl}/take/${tapalId}.${proofOf(tapalId)}`
}

/** The tapal of a token (the last part of the link), or null if we did not write it. */
export function readMailLink(secret: string): (token: string) => string | null {
  const proofOf = prover(secret)
  return (token) => {
    const [tapalId, proof, ...rest] = token.split('.')
    if (!tapalId || !proof || rest.length > 0 || proof.length !== PROOF_LENGTH) return null
    const given = Buffer.from(proof)
    const right = Buffer.from(proofOf(tapalId))
    return given.length === right.length && timingSafeEqual(given, right) ? tapalId : null
  }
}

function prover(secret: string): (tapalId: string) => string {
  const key = deriveKey(secret, 'mail-link')
  return (tapalId) =>
    createHmac('sha256', key).update(`take:${tapalId}`).digest('base64url').slice(0, PROOF_LENGTH)
}
