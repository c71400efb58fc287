// Suspending an employee: all charges end and all access is closed.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Charge } from '../../../domain/directory/charge/charge'
import { suspend } from '../../../domain/directory/charge/charge-rules'
import { deciderOf, requireMaySuspend, requireMaySuspendErrors } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import {
  type By,
  type ChargeRecord,
  takeEmployee,
  takeEmployeeErrors,
  takeSeatForCharges,
  takeSeatForChargesErrors,
  writeEnd,
} from '../charge/ledger'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const suspendInErrors = [
  ...takeEmployeeErrors,
  ...takeSeatForChargesErrors,
] as const satisfies readonly ErrorCode[]

export const suspendEmployeeErrors = [
  'validation-failed',
  ...suspendInErrors,
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
  const by = { actor: deciderOf(caller), at: now }
  return repositories.transaction((session) => suspendIn(repositories, pen, input.at, by, session))
}

/** Returns the charges that ended. Throws KcsError `employee-unknown`. */
export async function suspendIn(
  record: ChargeRecord & Pick<Repositories, 'accounts' | 'sessions'>,
  pen: string,
  from: Date,
  by: By,
  session: Session,
): Promise<Charge[]> {
  const { charges, employees, accounts, sessions, audit } = record
  const { suspendedFrom } = await takeEmployee(record, pen, session)
  const charged = await charges.allOfEmployee(pen, session)
  const ending = suspend(charged, from)
  // In the order of their ids, so that two transactions do not wait for each other.
  for (const seat of [...new Set(ending.map((charge) => charge.seat))].sort())
    await takeSeatForCharges(record, seat, session)
  const chargesById = new Map(charged.map((charge) => [charge.id, charge]))
  for (const charge of ending)
    await writeEnd(record, chargesById.get(charge.id)!, { ...charge, ended: 'suspended' }, by, session)

  if (!suspendedFrom)
    await audit.note({ thing: 'employee', id: pen }, {}, { what: 'suspended', ...by }, session)
  await employees.setSuspended(pen, suspendedFrom ?? from, session)
  await accounts.setActive(pen, false, session)
  await sessions.endAllOfEmployee(pen, session)
  return ending
}
