// Who may see what is open in a seat, and its handovers.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Handover } from '../../../domain/directory/handover/handover'
import { decidesOn } from '../../access/right/charge-rights'
import type { Caller } from '../../access/right/identity'
import { actsFor } from '../../access/right/rights'

type Directory = Pick<Repositories, 'seats' | 'offices' | 'charges' | 'handovers'>

/** Whether the caller acts for the seat or decides on its charges; false for a seat that is not there. */
async function seesSeat(directory: Directory, caller: Caller, id: string): Promise<boolean> {
  const seat = await directory.seats.byId(id)
  if (!seat) return false
  return (await actsFor(caller, seat)) || decidesOn(directory, caller, id)
}

export const requireSightOfSeatErrors = ['seat-not-held'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `seat-not-held` unless the caller acts for the seat or decides on its charges. */
export async function requireSightOfSeat(directory: Directory, caller: Caller, id: string): Promise<void> {
  if (!(await seesSeat(directory, caller, id))) throw new KcsError('seat-not-held')
}

export const requireHandoverErrors = ['not-found'] as const satisfies readonly ErrorCode[]

/** The handover, if the caller gave it, was given it, or sees the seat. Throws KcsError `not-found`. */
export async function requireHandover(directory: Directory, caller: Caller, id: string): Promise<Handover> {
  const handover = await directory.handovers.byId(id)
  if (!handover) throw new KcsError('not-found')
  const employee = caller.kind === 'account' ? caller.account.employee : null
  const takesPart = employee !== null && [handover.from, handover.to, handover.givenBy].includes(employee)
  if (!takesPart && !(await seesSeat(directory, caller, handover.seat))) throw new KcsError('not-found')
  return handover
}
