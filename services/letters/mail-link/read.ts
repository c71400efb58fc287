// The letter behind the link in a mail; whoever has the link may read and take it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { DocumentReference } from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { linkStanding } from '../../../domain/letters/tapal/mail-link'
import { canMove, isTaken } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { requireClearance, requireClearanceErrors } from '../document/clearance'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

/** The token of a link, and for how many days a link counts. */
export interface UsedLink {
  token: string
  days: number
}

export interface LinkedLetter {
  tapal: Tapal
  dispatch: Dispatch
}

export const readLinkedLetterErrors = [
  'link-invalid',
  'link-expired',
  'link-replaced',
] as const satisfies readonly ErrorCode[]

/**
 * The letter of a link. Throws KcsError `link-invalid`, `link-expired` and, where a newer link was made,
 * `link-replaced`.
 */
export async function readLinkedLetter(
  { repositories, secrets }: Deps,
  { token, days }: UsedLink,
  now: Date,
): Promise<LinkedLetter> {
  const link = secrets.readMailLink(token)
  const tapal = link && (await repositories.tapals.byId(link.tapal))
  if (!link || !tapal) throw new KcsError('link-invalid')
  const linkState = linkStanding(tapal, { number: link.number, days, now })
  if (linkState !== 'good') throw new KcsError(`link-${linkState}`)
  const dispatch = await repositories.dispatches.byId(tapal.dispatch)
  if (!dispatch) throw new KcsError('link-invalid')
  return { tapal, dispatch }
}

/** What the bearer of a link can do: take the letter, see that it was taken, or nothing more. */
export function stageOf({ state }: Pick<Tapal, 'state'>): 'form' | 'taken' | 'closed' {
  if (isTaken(state)) return 'taken'
  return canMove(state, 'acknowledged') ? 'form' : 'closed'
}

export const readLinkedDocumentErrors = [
  ...readLinkedLetterErrors,
  ...requireClearanceErrors,
  'not-found',
] as const satisfies readonly ErrorCode[]

/**
 * A document of the letter. Throws as the letter does, `not-found` for other documents or after its end, and
 * `document-infected`, `document-unscannable` or `document-unscanned` where the scanner for malware has not cleared it.
 */
export async function readLinkedDocument(
  deps: Deps & Pick<ServiceDeps, 'gate'>,
  { sha256, ...link }: UsedLink & { sha256: string },
  now: Date,
): Promise<DocumentReference> {
  const { dispatch, tapal } = await readLinkedLetter(deps, link, now)
  const document = dispatch.documents.find((one) => one.sha256 === sha256)
  if (!document || stageOf(tapal) === 'closed') throw new KcsError('not-found')
  const record = (await deps.repositories.documents.byHashes([sha256])).get(sha256)
  if (record) await requireClearance(deps.gate, record, { isOwn: false })
  return document
}
