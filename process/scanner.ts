// The scanner for malware that an environment names, looked at without opening anything else.

import { clamdOf } from '../config/clamd'
import { createClamd } from '../documents/clamd'

export type ScannerStanding =
  | { kind: 'none' | 'setting-wrong' }
  | { kind: 'well'; engine: string }
  | { kind: 'away'; reason: string }

/** Whoever looks waits no longer. */
const PATIENCE = { idleMs: 5_000, wholeMs: 5_000 }

/** How the scanner stands; never throws. */
export async function scannerStanding({ KCS_CLAMD: setting }: NodeJS.ProcessEnv): Promise<ScannerStanding> {
  if (!setting) return { kind: 'none' }
  const address = clamdOf(setting)
  if (address === null) return { kind: 'setting-wrong' }
  const answer = await createClamd(address, PATIENCE).engine()
  return 'away' in answer ? { kind: 'away', reason: answer.away } : { kind: 'well', engine: answer.engine }
}
