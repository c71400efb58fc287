// Entering an employee.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import type { ErrorCode } from '../../../domain/common/error'
import { newEmployee } from '../../../domain/directory/charge/charge'
import { tidyContact } from '../../../domain/directory/employee/fields'
import { noteBy } from '../../access/audit/note'
import { requireAnyHead, requireAnyHeadErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireNoTwin, requireNoTwinErrors } from '../search/near-twin'

export const enterEmployeeErrors = [
  'exists-already',
  ...requireNoTwinErrors,
  ...requireAnyHeadErrors,
] as const satisfies readonly ErrorCode[]

/** By the head of any office or an administrator. Throws KcsError `not-office-head`, `exists-already` for a repeat, `near-twin`. */
export async function enterEmployee(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { confirmTwin, ...facts }: Parameters<typeof newEmployee>[0] & { confirmTwin?: boolean },
  now: Date,
): Promise<EmployeeRecord> {
  await requireAnyHead(repositories, caller)
  await requireNoTwin(repositories.employees.byPens, { code: facts.pen, confirmTwin })
  return repositories.employees.add(newEmployee(tidyContact(facts)), noteBy(caller, 'entered', now))
}
