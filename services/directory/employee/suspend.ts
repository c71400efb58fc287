// Suspending an employee: all charges end and all access is closed.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { deciderOf, requireMaySuspend, requireMaySuspendErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const suspendEmployeeErrors = [
  'employee-unknown',
  'validation-failed',
  ...requireEmployeeErrors,
  ...requireMaySuspendErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the charges that ended; the same again ends nothing more. Throws KcsError `not-found`, `not-office-head`,
 * `validation-failed` for an instant ahead.
 */
export async function suspendEmployee(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string; at: Date },
  now: Date,
): Promise<Charge[]> {
  const { pen } = await requireEmployee(repositories, input.pen)
  await requireMaySuspend(repositories, caller, pen, now)
  if (input.at > now) {
    const detail = 'A suspension closes the access at once; it cannot lie ahead.'
    throw new KcsError('validation-failed', { errors: [{ pointer: '/at', detail }] })
  }
  return repositories.charges.suspend(pen, input.at, { actor: deciderOf(caller), at: now })
}
