// Changing name or contact of an employee.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Employee } from '../../../domain/directory/charge/charge'
import { tidyContact } from '../../../domain/directory/employee/fields'
import { noteBy } from '../../access/audit/note'
import { requireHeadOfEmployee, requireHeadOfEmployeeErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const changeEmployeeErrors = [
  'version-stale',
  ...requireEmployeeErrors,
  ...requireHeadOfEmployeeErrors,
] as const satisfies readonly ErrorCode[]

export interface EmployeeChange {
  pen: string
  /** The version that the change was made for. */
  version: number
  facts: Partial<Pick<Employee, 'name' | 'nameMl' | 'phone' | 'email'>>
}

/** By who decides on the employee. Throws KcsError `not-found`, `not-office-head`, `version-stale`. */
export async function changeEmployee(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: EmployeeChange,
  now: Date,
): Promise<EmployeeRecord> {
  const { pen } = await requireEmployee(repositories, input.pen)
  await requireHeadOfEmployee(repositories, caller, pen, now)
  const facts = tidyContact(input.facts)
  return repositories.employees.change(pen, input.version, facts, noteBy(caller, 'changed', now))
}
