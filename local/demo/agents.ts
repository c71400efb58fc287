// The filing systems of the demo: their endpoints and the keys they share with KCS.

import { createHash } from 'node:crypto'
import { deriveKey } from '../../process/record'
import type { BackOff } from '../../domain/letters/delivery/back-off'
import { cardOf, type Mechanism } from '../../domain/letters/systems'

export interface DemoAgent {
  id: string
  name: string
  mechanism: Mechanism
  offices: readonly string[]
  /** Derived from the secret of this machine, so that a second start finds the same without keeping them. */
  apiKey: string
  keyId: string
  keyHash: string
  /** The settings that the card of its system names. */
  settings: Record<string, string>
}

/** Waits of the demo: seconds, so that a newcomer sees them. */
export const DEMO_BACK_OFF: BackOff = { initialMs: 1_500, factor: 2, maxMs: 30_000, maxAttempts: 0 }

/** The agents of the demo on a machine with this secret. */
export function demoAgents(machineSecret: string): Record<'secretariat' | 'ksitm' | 'cdit', DemoAgent> {
  const agent = (id: string, name: string, mechanism: Mechanism, offices: string[]): DemoAgent => {
    const keyId = deriveKey(machineSecret, `demo:${id}:key-id`, 8).toString('hex')
    const keySecret = deriveKey(machineSecret, `demo:${id}:key`).toString('base64url')
    return {
      id,
      name,
      mechanism,
      offices,
      keyId,
      apiKey: `kcs_${keyId}_${keySecret}`,
      keyHash: createHash('sha256').update(keySecret).digest('hex'),
      settings: Object.fromEntries(
        Object.entries(cardOf(mechanism).settings).map(([setting, { madeBy }]) => {
          const key = deriveKey(machineSecret, `demo:${id}:${setting}`)
          return [setting, madeBy === 'kcs' ? `whsec_${key.toString('base64')}` : key.toString('base64url')]
        }),
      ),
    }
  }
  return {
    secretariat: agent('eoffice-secretariat', 'e-Office of the Secretariat', 'eoffice', ['ITD']),
    ksitm: agent('eoffice-ksitm', 'e-Office of the IT Mission', 'eoffice', ['KSITM']),
    cdit: agent('push-cdit', 'Filing system of C-DIT', 'push', ['CDIT']),
  }
}
