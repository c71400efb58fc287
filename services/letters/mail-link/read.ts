// The letter behind the link in a mail; whoever has the link may read and take it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { DocumentReference } from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { canMove, isTaken } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

export interface LinkedLetter {
  tapal: Tapal
  dispatch: Dispatch
}

export const readLinkedLetterErrors = ['link-invalid'] as const satisfies readonly ErrorCode[]

/** The letter of a link. Throws KcsError `link-invalid`. */
export async function readLinkedLetter(
  { repositories, secrets }: Deps,
  { token }: { token: string },
): Promise<LinkedLetter> {
  const id = secrets.readMailLink(token)
  const tapal = id === null ? null : await repositories.tapals.byId(id)
  const dispatch = tapal && (await repositories.dispatches.byId(tapal.dispatch))
  if (!tapal || !dispatch) throw new KcsError('link-invalid')
  return { tapal, dispatch }
}

/** What the bearer of a link can do: take the letter, see that it was taken, or nothing more. */
export function stageOf({ state }: Pick<Tapal, 'state'>): 'form' | 'taken' | 'closed' {
  if (isTaken(state)) return 'taken'
  return canMove(state, 'acknowledged') ? 'form' : 'closed'
}

export const readLinkedDocumentErrors = [
  ...readLinkedLetterErrors,
  'not-found',
] as const satisfies readonly ErrorCode[]

/** A document of the letter. Throws KcsError `link-invalid`, and `not-found` for other documents or after its end. */
export async function readLinkedDocument(
  deps: Deps,
  { token, sha256 }: { token: string; sha256: string },
): Promise<DocumentReference> {
  const { dispatch, tapal } = await readLinkedLetter(deps, { token })
  const document = dispatch.documents.find((one) => one.sha256 === sha256)
  if (!document || stageOf(tapal) === 'closed') throw new KcsError('not-found')
  return document
}
