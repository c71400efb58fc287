// Taking a seat that was given.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Handover } from '../../../domain/directory/handover/handover'
import { actorFor, type Caller, requirePerson, requirePersonErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { takeIn, takeInErrors } from './ledger'
import { requireHandover, requireHandoverErrors } from './sight'

export const takeSeatErrors = [
  'handover-not-yours',
  ...takeInErrors,
  ...requirePersonErrors,
  ...requireHandoverErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By the one it was given to, under the own login: from this instant on the seat is the taker's. A repeat returns the
 * same. Throws KcsError `forbidden` for an agent, `not-found`, `handover-not-yours`, `handover-not-open`,
 * `employee-suspended`, and those of the rules of charges.
 */
export async function takeSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id }: { id: string },
  now: Date,
): Promise<Handover> {
  const { employee } = requirePerson(caller).account
  const handover = await requireHandover(repositories, caller, id)
  if (handover.to !== employee) throw new KcsError('handover-not-yours')
  const by = { actor: actorFor(caller, handover.seat), at: now }
  return repositories.transaction((session) => takeIn(repositories, handover.id, by, session))
}
