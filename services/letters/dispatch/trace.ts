// Where a letter is: the tapals of a dispatch, page by page.

import type { ErrorCode } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from './read'

export const traceDispatchErrors = readDispatchErrors satisfies readonly ErrorCode[]

/** The tapals in the order of the recipients; `next` is the id above which the next page begins, null after the last. */
export async function traceDispatch(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { dispatch: id, limit, above }: { dispatch: string; limit: number; above?: string | undefined },
): Promise<{ dispatch: Dispatch; tapals: Tapal[]; next: string | null }> {
  const dispatch = await readDispatch(deps, caller, id)
  const page = { limit, ...(above === undefined ? {} : { above }) }
  const { items: tapals, next } = await deps.repositories.tapals.pageOfDispatch(id, page)
  return { dispatch, tapals, next }
}
