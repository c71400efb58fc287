// The despatch clerk enters the number that the post gave a printed letter.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { postedChange } from '../../../domain/letters/tapal/acts'
import { actorFor, type Caller } from '../../access/right/identity'
import { seatInOffice } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import { tellDelivered } from '../dispatch/tell'
import type { Changed } from './apply'
import { oneWithDays } from './with-days'

export const postErrors = [
  'tapal-unknown',
  'not-posted-by-us',
  'posted-otherwise',
] as const satisfies readonly ErrorCode[]

/**
 * By the sending office, once: the letter then counts as delivered, and its clock starts. A repeat with the same number
 * changes nothing. Throws KcsError `tapal-unknown` for letters of others, `not-posted-by-us` for one that does not go
 * by post or has ended, `posted-otherwise` for another number.
 */
export async function post(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { tapal: id, postalNumber }: { tapal: string; postalNumber: string },
  now: Date,
): Promise<Changed & { postalNumber: string }> {
  const { tapals } = deps.repositories
  const tapal = await tapals.byId(id)
  const seat = tapal && (await seatInOffice(deps.repositories.seats, caller, tapal.sender.office))
  if (!tapal || seat === null) throw new KcsError('tapal-unknown')
  if (tapal.mechanism !== 'print') throw new KcsError('not-posted-by-us')
  const counted = await oneWithDays(deps, tapal, now)
  const change = postedChange(counted, { postalNumber, actor: actorFor(caller, seat), at: now })
  const tapalAfter = await tapals.apply(tapal.id, change, { where: { postalNumber: null } })
  if (tapalAfter) tellDelivered(deps, tapalAfter.dispatch)
  const current = tapalAfter ?? (await tapals.byId(tapal.id)) ?? tapal
  if (current.postalNumber === null) throw new KcsError('not-posted-by-us')
  if (current.postalNumber !== postalNumber) throw new KcsError('posted-otherwise')
  return { tapal: current, changed: tapalAfter !== null, postalNumber }
}
