// The letters of the desk: a page of them, and one with its whole history.

import type { DeskLetter } from '../../../database/letters/tapal/desk'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { DeskFilter, DeskState } from '../../../domain/operations/desk/desk'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { loginOf, requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

export const listDeskLettersErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** A page, oldest first; `next` is the id above which the following one begins. */
export async function listDeskLetters(
  { repositories: { tapals } }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { filter, page }: { filter: DeskFilter; page: { above: string; limit: number } },
): Promise<{ items: DeskLetter[]; next: string | null }> {
  requireOperator(caller)
  const onePastPage = await tapals.atDesk(filter, { ...page, limit: page.limit + 1 })
  const items = onePastPage.slice(0, page.limit)
  return { items, next: onePastPage.length > page.limit ? items.at(-1)!.tapal.id : null }
}

/** A letter as an operator sees it; with its dispatch only while the glass is broken. */
export interface SeenLetter {
  tapal: Tapal
  /** Null where it does not lie at the desk. */
  state: DeskState | null
  code: string
  glass: { until: Date; dispatch: Dispatch } | null
}

export const readDeskLetterErrors = [
  'tapal-unknown',
  ...requireOperatorErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `tapal-unknown`. */
export async function readDeskLetter(
  { repositories: { dispatches, glasses, tapals } }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
  now: Date,
): Promise<SeenLetter> {
  requireOperator(caller)
  const [letter, until] = await Promise.all([
    tapals.deskLetter(id),
    glasses.openUntil(loginOf(caller), id, now),
  ])
  if (!letter) throw new KcsError('tapal-unknown')
  const dispatch = until && (await dispatches.byId(letter.tapal.dispatch))
  return { ...letter, glass: until && dispatch ? { until, dispatch } : null }
}
