// An employee leaves one seat and joins another at the same instant.

import type { ErrorCode } from '../../../domain/common/error'
import type { Charge, ChargeKind } from '../../../domain/directory/charge/charge'
import { LEAVING_CODES, JOINING_CODES } from './rule-codes'
import { deciderOf, requireHeadOfSeats, requireHeadOfSeatsErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from '../employee/require-employee'

export const transferEmployeeErrors = [
  'seat-unknown',
  'employee-unknown',
  'employee-suspended',
  ...LEAVING_CODES,
  ...JOINING_CODES,
  ...requireEmployeeErrors,
  ...requireHeadOfSeatsErrors,
] as const satisfies readonly ErrorCode[]

/** By who decides on both seats; both charges change or neither. Throws as relieving and joining do. */
export async function transferEmployee(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  input: { pen: string; from: string; to: string; kind: ChargeKind; at: Date },
  now: Date,
): Promise<{ ended: Charge; begun: Charge }> {
  await requireHeadOfSeats(repositories, caller, [input.from, input.to])
  const { pen: employee } = await requireEmployee(repositories, input.pen)
  const leaving = { employee, seat: input.from }
  const joining = { id: newId(now), seat: input.to, employee, kind: input.kind, from: input.at }
  return repositories.charges.transfer(leaving, joining, { actor: deciderOf(caller), at: now })
}
