// Ending a suspension: the account opens again; seats are joined anew.

import type { ErrorCode } from '../../../domain/common/error'
import {
  deciderOf,
  requireHeadOfEmployee,
  requireHeadOfEmployeeErrors,
  requireHeadOfSeats,
  requireHeadOfSeatsErrors,
} from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const reinstateEmployeeErrors = [
  'employee-unknown',
  ...requireEmployeeErrors,
  ...requireHeadOfSeatsErrors,
  ...requireHeadOfEmployeeErrors,
] as const satisfies readonly ErrorCode[]

/** By who decided on the seats that ended with the suspension. Throws KcsError `not-found`, `not-office-head`. */
export async function reinstateEmployee(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string },
  now: Date,
): Promise<void> {
  const { charges } = repositories
  const { pen } = await requireEmployee(repositories, input.pen)
  const charged = await charges.ofEmployee(pen)
  const seats = new Set(charged.filter(({ ended }) => ended === 'suspended').map(({ seat }) => seat))
  await (seats.size === 0
    ? requireHeadOfEmployee(repositories, caller, pen, now)
    : requireHeadOfSeats(repositories, caller, [...seats]))
  await charges.reinstate(pen, { actor: deciderOf(caller), at: now })
}
