// clamd of ClamAV as the scanner for malware (its protocol: clamd(8), INSTREAM and VERSION).

import type { Scanner, ScannerAway } from '../scanner'
import { NoVerdict } from './no-verdict'
import { engineOf, findingOf } from './replies'
import { askClamd, type ClamdAddress, type Patience } from './talk'

export type { ClamdAddress, Patience }

/** It scans when all has come, and says nothing meanwhile; 50 MB of archives take it tens of seconds. */
const PATIENCE: Patience = { idleMs: 120_000, wholeMs: 600_000 }

/** A scanner at that address; nothing is opened until something is asked. */
export function createClamd(address: ClamdAddress, patience: Patience = PATIENCE): Scanner {
  const engine = async (): Promise<string> => engineOf(await askClamd(address, 'VERSION', patience))
  return {
    engine: () => orAway(async () => ({ engine: await engine() })),
    async scan(content) {
      // A fault of the content that comes before it is read is met when it is.
      content.on('error', () => undefined)
      try {
        return await orAway(async () => {
          const signatures = await engine()
          return { ...findingOf(await askClamd(address, 'INSTREAM', patience, content)), engine: signatures }
        })
      } finally {
        content.destroy()
      }
    },
  }
}

async function orAway<Result>(ask: () => Promise<Result>): Promise<Result | ScannerAway> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NoVerdict) return { away: error.reason }
    throw error
  }
}
