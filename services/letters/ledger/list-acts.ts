// What the sender of a letter did with many of its recipients, for who may see the letter.

import type { Page, PageRequest } from '../../../database/common/page'
import type { LedgerAct } from '../../../database/letters/ledger/act-repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from '../dispatch/read'

export const listLedgerActsErrors = readDispatchErrors satisfies readonly ErrorCode[]

/** What was done with the recipients of a letter, newest first, for who may see it. Throws KcsError `dispatch-unknown`. */
export async function listLedgerActs(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { dispatch: id, page }: { dispatch: string; page: PageRequest },
): Promise<Page<LedgerAct>> {
  const dispatch = await readDispatch(deps, caller, id)
  return deps.repositories.ledgerActs.ofDispatch(dispatch.id, page)
}
