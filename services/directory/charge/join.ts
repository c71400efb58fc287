// An employee joins a seat.

import type { ErrorCode } from '../../../domain/common/error'
import type { Charge, ChargeKind } from '../../../domain/directory/charge/charge'
import { joinIn, joinInErrors } from './ledger'
import { deciderOf, requireHeadOfSeats, requireHeadOfSeatsErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from '../employee/require-employee'

export const joinSeatErrors = [
  ...joinInErrors,
  ...requireEmployeeErrors,
  ...requireHeadOfSeatsErrors,
] as const satisfies readonly ErrorCode[]

export interface Joining {
  pen: string
  seat: string
  kind: ChargeKind
  /** Null for now. */
  at: Date | null
}

/**
 * Returns the charge; the same charge again is returned as it is, `created` false. Throws KcsError `not-found`,
 * `seat-unknown`, `not-office-head`, `not-office-admin`, `employee-suspended`, and those of the rules of charges.
 */
export async function joinSeat(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { seat, kind, at, ...input }: Joining,
  now: Date,
): Promise<{ charge: Charge; created: boolean }> {
  const { charges } = repositories
  await requireHeadOfSeats(repositories, caller, [seat])
  const { pen: employee } = await requireEmployee(repositories, input.pen)
  const from = at ?? now
  const presentCharge = (await charges.heldBy(employee, from)).find((charge) => charge.seat === seat)
  const same =
    presentCharge?.kind === kind && (at === null || presentCharge.from.getTime() === from.getTime())
  if (presentCharge && same) return { charge: presentCharge, created: false }

  const joining = { id: newId(now), seat, employee, kind, from }
  const by = { actor: deciderOf(caller), at: now }
  const charge = await repositories.transaction((session) => joinIn(repositories, joining, by, session))
  return { charge, created: true }
}
