// An employee leaves a seat.

import type { ErrorCode } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { leaveIn, leaveInErrors } from './ledger'
import { deciderOf, requireHeadOfSeats, requireHeadOfSeatsErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from '../employee/require-employee'

export const relieveSeatErrors = [
  ...leaveInErrors,
  ...requireEmployeeErrors,
  ...requireHeadOfSeatsErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the charge as it ended; a repeat returns the same. Throws KcsError `not-found`, `seat-unknown`,
 * `not-office-head`, `not-office-admin`, `charge-not-held`, `charge-backwards`.
 */
export async function relieveSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string; seat: string; at: Date },
  now: Date,
): Promise<Charge> {
  const { charges } = repositories
  const { seat, at } = input
  await requireHeadOfSeats(repositories, caller, [seat])
  const { pen: employee } = await requireEmployee(repositories, input.pen)
  const endedBefore = (await charges.ofEmployee(employee)).find(
    (charge) =>
      charge.seat === seat && charge.ended === 'relieved' && charge.until?.getTime() === at.getTime(),
  )
  if (endedBefore) return endedBefore
  const by = { actor: deciderOf(caller), at: now }
  return repositories.transaction((session) =>
    leaveIn(repositories, { employee, seat, at }, 'relieved', by, session),
  )
}
