// Who may read a document: offices that brought it, sent it or were sent it, and who has broken the glass of a letter with it.

import type { DocumentRecord } from '../../../database/letters/document/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import { type Reach, reachOf, widerReach } from '../../access/right/rights'
import { openDispatches } from '../../access/right/text'
import type { ServiceDeps } from '../../deps'
import { requireClearance, requireClearanceErrors } from './clearance'
import { hasLetterWith } from './sent'

type Deps = Pick<ServiceDeps, 'repositories' | 'gate'>

export const requireDocumentErrors = [
  'not-found',
  ...requireClearanceErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Throws KcsError `not-found` unless there is such a document and the caller may read it, and `document-infected`,
 * `document-unscannable` or `document-unscanned` where the scanner for malware has not cleared it.
 */
export async function requireDocument(
  deps: Deps,
  caller: Caller,
  { sha256 }: { sha256: string },
  now: Date,
): Promise<void> {
  const { seats, dispatches, documents } = deps.repositories
  const reach = await reachOf(seats, caller)
  const document = (await documents.byHashes([sha256])).get(sha256)
  if (!document) throw new KcsError('not-found')
  const isOwn = broughtBy(document, reach)
  if (isOwn || (await hasLetterWith(deps.repositories, sha256, reach)))
    return requireClearance(deps.gate, document, { isOwn })
  const wider = await widerReach(seats, caller, reach)
  const isSeen =
    wider !== null && (broughtBy(document, wider) || (await hasLetterWith(deps.repositories, sha256, wider)))
  if (!isSeen) {
    const open = await openDispatches(deps.repositories, caller, now)
    if (open.length === 0 || !(await dispatches.carry(open, sha256))) throw new KcsError('not-found')
  }
  return requireClearance(deps.gate, document, { isOwn: false })
}

function broughtBy({ offices }: DocumentRecord, reach: Reach): boolean {
  return offices.some((office) => reach.offices.has(office))
}
