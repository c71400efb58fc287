// The employee of a request.

import type { Repositories } from '../../../database'
import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'

export const requireEmployeeErrors = ['not-found'] as const satisfies readonly ErrorCode[]

/** The employee of a number, also of a temporary one the employee had before. Throws KcsError `not-found`. */
export async function requireEmployee(
  { employees }: Pick<Repositories, 'employees'>,
  pen: string,
): Promise<EmployeeRecord> {
  const employee = await employees.byPen(pen)
  if (!employee) throw new KcsError('not-found')
  return employee
}
