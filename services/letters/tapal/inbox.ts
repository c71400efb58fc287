// The inbox of a seat, for who acts for it.

import { INBOX_VIEWS, type InboxView } from '../../../domain/letters/tapal/inbox'
import type { Page, PageRequest } from '../../../database/common/page'
import { dayInKerala, startOfDay } from '../../../domain/common/clock/ist'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Caller } from '../../access/right/identity'
import { requireSeat, requireSeatErrors } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

const DAY_MS = 24 * 3600 * 1000
const NONE = Object.fromEntries(INBOX_VIEWS.map((view) => [view, 0])) as Record<InboxView, number>

export const readInboxErrors = [...requireSeatErrors, 'seat-not-held'] as const satisfies readonly ErrorCode[]

/** A page of one view, newest first, with the number of tapals in each view. Throws KcsError `seat-not-held`. */
export async function readInbox(
  { repositories: { seats, tapals }, sandbox }: Pick<ServiceDeps, 'repositories' | 'sandbox'>,
  caller: Caller,
  { seat: id, view, page }: { seat: string; view: InboxView; page: PageRequest },
  now: Date,
): Promise<{ page: Page<Tapal>; counts: Record<InboxView, number> }> {
  const seat = await seats.byId(id)
  if (!seat) throw new KcsError('seat-not-held')
  await requireSeat(caller, seat)
  // A test letter stands in no inbox, also not of who may see it.
  if (sandbox) return { page: { items: [], next: null }, counts: NONE }
  const at = { now, endOfDay: new Date(startOfDay(dayInKerala(now)).getTime() + DAY_MS) }
  const [items, counts] = await Promise.all([
    tapals.inbox(seat.id, view, at, page),
    tapals.inboxCounts(seat.id, at),
  ])
  return { page: items, counts }
}
