// Whether somebody may be given the content of a document, by what the scanner for malware says of it.

import type { DocumentRecord } from '../../../database/letters/document/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { isHold } from '../../../domain/letters/document/scan'
import type { Gate } from './gate'

export const requireClearanceErrors = [
  'document-infected',
  'document-unscannable',
  'document-unscanned',
] as const satisfies readonly ErrorCode[]

/** Who asks waits so long for a scan; it goes on, and the next who asks has its verdict. */
const PATIENCE_MS = 15_000
const COME_BACK_SECONDS = 5

/**
 * One that is infected is given to nobody; one that nobody has scanned to those who brought it, and to others when it is
 * scanned, which is done now. Every clean verdict counts, however old: new signatures are asked when a letter leaves.
 * Throws KcsError `document-infected`, `document-unscannable`, `document-unscanned`.
 */
export async function requireClearance(
  gate: Gate,
  { sha256, scan }: Pick<DocumentRecord, 'sha256' | 'scan'>,
  { isOwn }: { isOwn: boolean },
): Promise<void> {
  if (scan?.verdict === 'infected') throw new KcsError('document-infected')
  if (isOwn || !gate.isOn || scan?.verdict === 'clean') return
  const code = await heldBackSoon(gate, sha256)
  if (code === undefined) return
  if (code === 'document-infected' || code === 'document-unscannable') throw new KcsError(code)
  // One that is lost or damaged: the store says so itself.
  if (isHold(code)) throw new KcsError('document-unscanned', { retryAfterSeconds: COME_BACK_SECONDS })
}

async function heldBackSoon(gate: Gate, sha256: string) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'scan-waiting'>((resolve) => {
    timer = setTimeout(() => resolve('scan-waiting'), PATIENCE_MS)
  })
  const looking = gate.heldBack(new Map([[sha256, null]]))
  looking.catch(() => undefined)
  try {
    return await Promise.race([looking.then((codes) => codes.get(sha256)), late])
  } finally {
    clearTimeout(timer)
  }
}
