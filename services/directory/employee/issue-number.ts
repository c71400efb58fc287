// Giving an employee the permanent number in place of a temporary one.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import type { ErrorCode } from '../../../domain/common/error'
import {
  deciderOf,
  requireHeadOfEmployee,
  requireHeadOfEmployeeErrors,
} from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const issueEmployeeNumberErrors = [
  'employee-unknown',
  'not-temporary',
  'exists-already',
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
  const entered = { actor: deciderOf(caller), at: now }
  return repositories.employees.issueNumber(input.pen, input.issued, entered)
}
