// The holder of a seat gives it to the next.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Handover } from '../../../domain/directory/handover/handover'
import {
  actorFor,
  type Caller,
  heldSeats,
  requirePerson,
  requirePersonErrors,
} from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { giveIn, giveInErrors } from './ledger'
import { openItems } from './open-items'
import { requireTaker, requireTakerErrors } from './taker'

export const giveSeatErrors = [
  'seat-not-held',
  'validation-failed',
  ...giveInErrors,
  ...requirePersonErrors,
  ...requireTakerErrors,
] as const satisfies readonly ErrorCode[]

export interface Giving {
  seat: string
  /** The number of the employee who is to take it. */
  to: string
  note: string
  /** The charge ends at once and the seat is vacant until it is taken; else it ends with the taking. */
  leaveNow: boolean
}

/**
 * Returns the handover with what is open in the seat; the same again returns the first, `created` false. What was given
 * before and not taken is withdrawn. Standing in for a vacant seat is not enough to give it. Throws KcsError
 * `forbidden` for an agent, `seat-not-held`, `employee-unknown`, `employee-suspended`, `charge-not-held`,
 * `validation-failed` for giving to oneself.
 */
export async function giveSeat(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { seat, note, leaveNow, ...input }: Giving,
  now: Date,
): Promise<{ handover: Handover; created: boolean }> {
  const { employee } = requirePerson(caller).account
  if (!heldSeats(caller).includes(seat)) throw new KcsError('seat-not-held')
  const to = await requireTaker(repositories, input.to)
  if (to === employee) {
    const errors = [{ pointer: '/to', detail: 'The seat is given to somebody else.' }]
    throw new KcsError('validation-failed', { errors })
  }
  const open = await openItems(repositories, seat, now)
  const giving = { id: newId(now), seat, to, note, leftAtOnce: leaveNow, givenAt: now, givenBy: employee }
  const by = { actor: actorFor(caller, seat), at: now }
  return repositories.transaction((session) => giveIn(repositories, { ...giving, ...open }, by, session))
}
