// Issuing the one-time code for the first sign-in of an employee.

import { CODE_MS, plainCode } from '../../../domain/access/account/sign-in-code'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import {
  deciderOf,
  requireAboveSeats,
  requireAboveSeatsErrors,
  requireHeadOfEmployee,
  requireHeadOfEmployeeErrors,
} from '../right/charge-rights'
import { type Caller, callerKeyOf } from '../right/identity'

export const issueSignInCodeErrors = [
  'not-found',
  'seatless',
  'employee-suspended',
  'signed-in-before',
  ...requireHeadOfEmployeeErrors,
  ...requireAboveSeatsErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Keeps a new code in place of an older one and returns it, this once. The administrator issues codes to heads of
 * offices, the head of the office to the others: the caller must decide on every seat that the code opens. Throws
 * KcsError `not-found`, `not-office-head`, `not-office-admin`, `seatless`, `employee-suspended`, `signed-in-before`.
 */
export async function issueSignInCode(
  { repositories, secrets }: Pick<ServiceDeps, 'repositories' | 'secrets'>,
  caller: Caller,
  input: { pen: string },
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const employee = await repositories.employees.byPen(input.pen)
  if (!employee) throw new KcsError('not-found')
  const { pen, suspendedFrom } = employee
  const seats = await requireHeadOfEmployee(repositories, caller, pen, now)
  await requireAboveSeats(repositories, caller, seats)
  if (seats.length === 0) throw new KcsError('seatless')
  if (suspendedFrom) throw new KcsError('employee-suspended')
  if (await repositories.accounts.rolesOf(pen)) throw new KcsError('signed-in-before')

  const code = secrets.newSignInCode()
  const expiresAt = new Date(now.getTime() + CODE_MS)
  const hash = await secrets.hashPassword(plainCode(code))
  const row = { pen, hash, issuedBy: callerKeyOf(caller), expiresAt }
  const change = { what: 'sign-in-code-issued', actor: deciderOf(caller), at: now }
  await repositories.transaction(async (session) => {
    await repositories.signInCodes.keep(row, session)
    // That it was issued is audited, the code is not.
    await repositories.audit.note({ thing: 'employee', id: pen }, {}, change, session)
  })
  return { code, expiresAt }
}
