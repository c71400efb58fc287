// An employee leaves one seat and joins another at the same instant.

import type { Session } from '../../../database/common/transaction'
import type { ErrorCode } from '../../../domain/common/error'
import type { Charge, ChargeKind } from '../../../domain/directory/charge/charge'
import { leftBefore } from '../../../domain/directory/charge/charge-rules'
import {
  type By,
  type ChargeRecord,
  joinIn,
  joinInErrors,
  type Joining,
  leaveIn,
  leaveInErrors,
} from './ledger'
import { deciderOf, requireHeadOfSeats, requireHeadOfSeatsErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from '../employee/require-employee'

export const transferEmployeeErrors = [
  ...leaveInErrors,
  ...joinInErrors,
  ...requireEmployeeErrors,
  ...requireHeadOfSeatsErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By who decides on both seats; both charges change or neither, now where `at` is null. A repeat returns the same. Throws as
 * relieving and joining do.
 */
export async function transferEmployee(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  input: { pen: string; from: string; to: string; kind: ChargeKind; at: Date | null },
  now: Date,
): Promise<{ ended: Charge; begun: Charge }> {
  await requireHeadOfSeats(repositories, caller, [input.from, input.to])
  const { pen: employee } = await requireEmployee(repositories, input.pen)
  const { from, to, kind, at } = input
  const charges = await repositories.charges.ofEmployee(employee)
  const ended = leftBefore(charges, { employee, seat: from, at }, 'transferred', now)
  const begun =
    ended &&
    charges.find(
      (charge) =>
        charge.seat === to && charge.kind === kind && charge.from.getTime() === ended.until.getTime(),
    )
  if (ended && begun) return { ended, begun }
  const joining = { id: newId(now), seat: to, employee, kind, from: at ?? now }
  const by = { actor: deciderOf(caller), at: now }
  return repositories.transaction((session) => transferIn(repositories, from, joining, by, session))
}

/** Leaves the one seat and joins the other at the same instant. Throws KcsError as leaveIn and joinIn do. */
export async function transferIn(
  record: ChargeRecord,
  from: string,
  joining: Joining,
  by: By,
  session: Session,
): Promise<{ ended: Charge; begun: Charge }> {
  const leaving = { employee: joining.employee, seat: from, at: joining.from }
  const formerCharge = await leaveIn(record, leaving, 'transferred', by, session)
  return { ended: formerCharge, begun: await joinIn(record, joining, by, session) }
}
