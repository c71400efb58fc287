// The implementation of the port `secrets`.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { keyHolds, newApiKey, readApiKey } from './api-key'
import { createAuditKey } from './audit-key'
import { createBounceTokens } from './bounce'
import { createMailLinks } from './mail-link'
import { hashPassword, passwordFits } from './passwords'
import type { Secrets } from './port'
import { createSealing } from './sealing'
import { newCode } from './sign-in-code'

/** Standard Webhooks: 24 to 64 bytes. */
const WEBHOOK_SECRET_BYTES = 32

/** `secret` is KCS_SECRET; what is sealed or signed with it is of this installation only. */
export function createSecrets(secret: string): Secrets {
  return {
    hashPassword,
    passwordFits,
    newSignInCode: newCode,
    newToken: (bytes) => randomBytes(bytes).toString('base64url'),
    newWebhookSecret: () => `whsec_${randomBytes(WEBHOOK_SECRET_BYTES).toString('base64')}`,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    same(one, other) {
      const [a, b] = [Buffer.from(one), Buffer.from(other)]
      return a.length === b.length && timingSafeEqual(a, b)
    },
    ...createSealing(secret),
    ...createMailLinks(secret),
    ...createBounceTokens(secret),
    ...createAuditKey(secret),
    newApiKey,
    readApiKey,
    keyHolds,
  }
}
