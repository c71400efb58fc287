// What a seat has sent, for who acts for it.

import type { Page, PageRequest } from '../../../database/common/page'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { DispatchState } from '../../../domain/letters/dispatch/dispatch'
import type { ListedDispatch } from '../../../domain/letters/dispatch/record'
import type { Caller } from '../../access/right/identity'
import { requireSeat, requireSeatErrors, testerOf } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

export const listDispatchesErrors = [
  ...requireSeatErrors,
  'seat-not-held',
] as const satisfies readonly ErrorCode[]

/** A page of what a seat has sent, newest first; of one state, if it is named. Throws KcsError `seat-not-held`. */
export async function listDispatches(
  deps: Pick<ServiceDeps, 'repositories' | 'sandbox'>,
  caller: Caller,
  { seat: id, state, page }: { seat: string; state: DispatchState | null; page: PageRequest },
): Promise<Page<ListedDispatch>> {
  const { seats, dispatches } = deps.repositories
  const seat = await seats.byId(id)
  if (!seat) throw new KcsError('seat-not-held')
  await requireSeat(caller, seat)
  return dispatches.sentBy([seat.id], state, page, testerOf(deps, caller))
}
