// The filing systems of the soak: reference agents with keys made for it alone.

import { createHash, randomBytes } from 'node:crypto'
import type { AgentSystem } from '../../domain/letters/systems'

export interface SoakAgent {
  id: string
  code: string
  system: AgentSystem
  offices: readonly string[]
  apiKey: string
  keyId: string
  keyHash: string
  settings: Record<string, string>
}

const OFFICES_EACH = 8

/** The first one also sends the letters. */
export const AGENTS: readonly SoakAgent[] = [
  agent('push', 'alpha'),
  agent('push', 'beta'),
  agent('push', 'gamma'),
  agent('eoffice', 'files'),
]

function agent(system: AgentSystem, code: string): SoakAgent {
  const keyId = randomBytes(8).toString('hex')
  const keySecret = randomBytes(32).toString('base64url')
  return {
    id: `${system}-${code}`,
    code,
    system,
    offices: Array.from({ length: OFFICES_EACH }, (_, at) => `${code.toUpperCase()}${at + 1}`),
    apiKey: `kcs_${keyId}_${keySecret}`,
    keyId,
    keyHash: createHash('sha256').update(keySecret).digest('hex'),
    settings: {
      secret: `whsec_${randomBytes(32).toString('base64')}`,
      ...(system === 'eoffice' ? { token: randomBytes(24).toString('base64url') } : {}),
    },
  }
}
