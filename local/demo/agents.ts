// The filing systems of the demo: their endpoints and the keys they share with KCS.

import { createHash } from 'node:crypto'
import { deriveKey } from '../../process/record'
import type { BackOff } from '../../domain/letters/delivery/back-off'
import { cardOf, type RegisteredSystem, type SystemCard } from '../../domain/letters/systems'

/** A filing system of the demo; its program is the reference agent of its kind. */
interface DemoFacts {
  system: RegisteredSystem
  name: string
  /** The page of the closing block that shows it. */
  page: string
  /** Head of its diary numbers. */
  prefix: string
  offices: readonly string[]
  /** It cannot call KCS, which asks it for what its offices send. */
  isAsked?: boolean
  /** Further options of the instance. */
  options?: Readonly<Record<string, unknown>>
}

const DEMO_AGENTS = {
  secretariat: {
    system: 'eoffice',
    name: 'e-Office of the Secretariat',
    page: 'e-Office',
    prefix: 'SEC',
    offices: ['ITD'],
  },
  ksitm: {
    system: 'eoffice',
    name: 'e-Office of the IT Mission',
    page: 'e-Office',
    prefix: 'KSITM',
    offices: ['KSITM'],
  },
  cdit: {
    system: 'push',
    name: 'Filing system of C-DIT',
    page: 'C-DIT',
    prefix: 'CDIT',
    offices: ['CDIT'],
    options: { acknowledgeAfterMs: 500 },
  },
  nedumangad: {
    system: 'soochika',
    name: 'Soochika of the Nedumangad Municipality',
    page: 'Soochika',
    prefix: 'NDM',
    offices: ['NDM'],
    isAsked: true,
  },
  police: {
    system: 'iaps',
    name: 'iAPS of the Police',
    page: 'iAPS',
    prefix: 'PHQ',
    offices: ['PHQ'],
    isAsked: true,
    options: { pickUpMs: 500 },
  },
  dte: {
    system: 'ddfs',
    name: 'DDFS of Technical Education',
    page: 'DDFS',
    prefix: 'DTE',
    offices: ['DTE'],
    isAsked: true,
    options: { askAfterSeconds: 1 },
  },
  corporation: {
    system: 'ksmart',
    name: 'K-SMART of the Thiruvananthapuram Corporation',
    page: 'K-SMART',
    prefix: 'TVMC',
    offices: ['TVMC'],
  },
  kalliyoor: {
    system: 'ilgms',
    name: 'ILGMS of the Kalliyoor Grama Panchayat',
    page: 'ILGMS',
    prefix: 'KLR',
    offices: ['KLR'],
    isAsked: true,
  },
  icfoss: {
    system: 'push',
    name: 'Filing system of ICFOSS',
    page: 'ICFOSS',
    prefix: 'ICFOSS',
    offices: ['ICFOSS'],
    options: { acknowledgeAfterMs: 500 },
  },
  archives: {
    system: 'pull',
    name: 'Filing system of the State Archives',
    page: 'State Archives',
    prefix: 'ARC',
    offices: ['ARC'],
    options: { comeEveryMs: 500, acknowledgeAfterMs: 500 },
  },
} as const satisfies Record<string, DemoFacts>

export type DemoCode = keyof typeof DEMO_AGENTS

export interface DemoAgent extends DemoFacts {
  /** Part of its address. */
  code: DemoCode
  id: string
  /** Derived from the secret of this machine, so that a second start finds the same without keeping them. */
  apiKey: string
  keyId: string
  keyHash: string
  /** The settings that the card of its system names; a system that is reached by its folder on this machine needs none. */
  settings: Record<string, string>
}

/** Waits of the demo: seconds, so that a newcomer sees them. */
export const DEMO_BACK_OFF: BackOff = { initialMs: 1_500, factor: 2, maxMs: 30_000, maxAttempts: 0 }

/** The agents of the demo on a machine with this secret. */
export function demoAgents(machineSecret: string): DemoAgent[] {
  return Object.entries<DemoFacts>(DEMO_AGENTS).map(([code, { system, ...facts }]) => {
    const id = `${system}-${code}`
    const card = cardOf(system)
    const settings: SystemCard['settings'] = card.folders ? {} : card.settings
    const keyId = deriveKey(machineSecret, `demo:${id}:key-id`, 8).toString('hex')
    const keySecret = deriveKey(machineSecret, `demo:${id}:key`).toString('base64url')
    return {
      ...facts,
      system,
      code: code as DemoCode,
      id,
      keyId,
      apiKey: `kcs_${keyId}_${keySecret}`,
      keyHash: createHash('sha256').update(keySecret).digest('hex'),
      settings: Object.fromEntries(
        Object.entries(settings).map(([setting, { madeBy }]) => {
          const key = deriveKey(machineSecret, `demo:${id}:${setting}`)
          return [setting, madeBy === 'kcs' ? `whsec_${key.toString('base64')}` : key.toString('base64url')]
        }),
      ),
    }
  })
}
