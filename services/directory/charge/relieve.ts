// An employee leaves a seat.

import type { ErrorCode } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { leftBefore } from '../../../domain/directory/charge/charge-rules'
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
 * Returns the charge as it ended, now where `at` is null; a repeat returns the same. Throws KcsError `not-found`,
 * `seat-unknown`, `not-office-head`, `not-office-admin`, `charge-not-held`, `charge-backwards`.
 */
export async function relieveSeat(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string; seat: string; at: Date | null },
  now: Date,
): Promise<Charge> {
  const { charges } = repositories
  const { seat } = input
  await requireHeadOfSeats(repositories, caller, [seat])
  const { pen: employee } = await requireEmployee(repositories, input.pen)
  const leaving = { employee, seat, at: input.at }
  const before = leftBefore(await charges.ofEmployee(employee), leaving, 'relieved', now)
  if (before) return before
  const by = { actor: deciderOf(caller), at: now }
  return repositories.transaction((session) =>
    leaveIn(repositories, { ...leaving, at: input.at ?? now }, 'relieved', by, session),
  )
}
