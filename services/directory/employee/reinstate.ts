// Ending a suspension: the account opens again; seats are joined again.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import type { ErrorCode } from '../../../domain/common/error'
import {
  deciderOf,
  requireHeadOfEmployee,
  requireHeadOfEmployeeErrors,
  requireHeadOfSeats,
  requireHeadOfSeatsErrors,
} from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import { type By, takeEmployee, takeEmployeeErrors } from '../charge/ledger'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const reinstateInErrors = takeEmployeeErrors satisfies readonly ErrorCode[]

export const reinstateEmployeeErrors = [
  ...reinstateInErrors,
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
  const by = { actor: deciderOf(caller), at: now }
  await repositories.transaction((session) => reinstateIn(repositories, pen, by, session))
}

/** Opens the access again; of one who is in service nothing changes. Throws KcsError `employee-unknown`. */
export async function reinstateIn(
  { employees, accounts, audit }: Pick<Repositories, 'employees' | 'accounts' | 'audit'>,
  pen: string,
  by: By,
  session: Session,
): Promise<void> {
  const { suspendedFrom } = await takeEmployee({ employees }, pen, session)
  if (!suspendedFrom) return
  await employees.setSuspended(pen, null, session)
  await accounts.setActive(pen, true, session)
  await audit.note({ thing: 'employee', id: pen }, {}, { what: 'reinstated', ...by }, session)
}
