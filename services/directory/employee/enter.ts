// Entering an employee.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import type { ErrorCode } from '../../../domain/common/error'
import { newEmployee } from '../../../domain/directory/charge/charge'
import { noteBy } from '../../access/audit/note'
import { requireAnyHead, requireAnyHeadErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const enterEmployeeErrors = [
  'exists-already',
  ...requireAnyHeadErrors,
] as const satisfies readonly ErrorCode[]

/** By the head of any office or an administrator. Throws KcsError `not-office-head`, `exists-already` for a repeat. */
export async function enterEmployee(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  facts: Parameters<typeof newEmployee>[0],
  now: Date,
): Promise<EmployeeRecord> {
  await requireAnyHead(repositories, caller)
  return repositories.employees.add(newEmployee(facts), noteBy(caller, 'entered', now))
}
