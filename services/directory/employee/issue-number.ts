// Giving an employee the permanent number in place of a temporary one.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import {
  deciderOf,
  requireHeadOfEmployee,
  requireHeadOfEmployeeErrors,
} from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import { type By, takeEmployee, takeEmployeeErrors } from '../charge/ledger'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const issueNumberInErrors = [
  'employee-unknown',
  'not-temporary',
  'exists-already',
  ...takeEmployeeErrors,
] as const satisfies readonly ErrorCode[]

export const issueEmployeeNumberErrors = [
  ...issueNumberInErrors,
  ...requireEmployeeErrors,
  ...requireHeadOfEmployeeErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Charges, account and sessions go on under the new number; what was done under the temporary one keeps its name. The
 * same again changes nothing. Throws KcsError `not-found`, `not-office-head`, `not-temporary`, `exists-already`.
 */
export async function issueEmployeeNumber(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string; issued: string },
  now: Date,
): Promise<EmployeeRecord> {
  const { pen } = await requireEmployee(repositories, input.pen)
  await requireHeadOfEmployee(repositories, caller, pen, now)
  const issuedBefore = await repositories.employees.byPen(input.issued)
  if (issuedBefore?.formerly.includes(input.pen)) return issuedBefore
  const by = { actor: deciderOf(caller), at: now }
  const { pen: temporary, issued } = input
  return repositories.transaction((session) =>
    issueNumberIn(repositories, { temporary, issued }, by, session),
  )
}

/** Everything of the employee goes on under the number issued. Throws KcsError `not-temporary`, `exists-already`. */
export async function issueNumberIn(
  record: Pick<Repositories, 'employees' | 'charges' | 'accounts' | 'sessions' | 'handovers' | 'audit'>,
  { temporary, issued }: { temporary: string; issued: string },
  by: By,
  session: Session,
): Promise<EmployeeRecord> {
  const { employees, charges, accounts, sessions, handovers, audit } = record
  const before = await takeEmployee(record, temporary, session)
  if (!before.temporary) throw new KcsError('not-temporary')
  const employee = await employees.renumber(temporary, issued, session)
  if (!employee) throw new KcsError('employee-unknown')
  for (const rows of [charges, accounts, sessions, handovers]) await rows.renumber(temporary, issued, session)
  await audit.note({ thing: 'employee', id: issued }, {}, { what: 'number-issued', ...by }, session)
  return employee
}
