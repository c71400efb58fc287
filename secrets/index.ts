// The implementation of the port `secrets`.

import { createHash, randomBytes } from 'node:crypto'
import { keyHolds, newApiKey, readApiKey } from './api-key'
import { hashPassword, passwordFits } from './passwords'
import type { Secrets } from './port'
import { newCode } from './sign-in-code'

/** Standard Webhooks: 24 to 64 bytes. */
const WEBHOOK_SECRET_BYTES = 32

export function createSecrets(): Secrets {
  return {
    hashPassword,
    passwordFits,
    newSignInCode: newCode,
    newToken: (bytes) => randomBytes(bytes).toString('base64url'),
    newWebhookSecret: () => `whsec_${randomBytes(WEBHOOK_SECRET_BYTES).toString('base64')}`,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    newApiKey,
    readApiKey,
    keyHolds,
  }
}
