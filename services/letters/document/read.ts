// Who may read a document: offices that brought it, sent it or were sent it, and who has broken the glass of a letter with it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import { type Reach, reachOf, widerReach } from '../../access/right/rights'
import { openDispatches } from '../../access/right/text'
import type { ServiceDeps } from '../../deps'
import { hasLetterWith } from './sent'

type Deps = Pick<ServiceDeps, 'repositories'>

export const requireDocumentErrors = ['not-found'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-found` unless there is such a document and the caller may read it. */
export async function requireDocument(
  deps: Deps,
  caller: Caller,
  { sha256 }: { sha256: string },
  now: Date,
): Promise<void> {
  const { seats, dispatches } = deps.repositories
  const reach = await reachOf(seats, caller)
  if (await mayRead(deps, reach, sha256)) return
  const wider = await widerReach(seats, caller, reach)
  if (wider !== null && (await mayRead(deps, wider, sha256))) return
  const open = await openDispatches(deps.repositories, caller, now)
  if (open.length === 0 || !(await dispatches.carry(open, sha256))) throw new KcsError('not-found')
}

async function mayRead({ repositories }: Deps, reach: Reach, sha256: string): Promise<boolean> {
  const document = (await repositories.documents.byHashes([sha256])).get(sha256)
  if (!document) return false
  if (document.offices.some((office) => reach.offices.has(office))) return true
  return hasLetterWith(repositories, sha256, reach)
}
