// A tapal whose mail came back, as the change of its row.

import type { OtherWay } from '../../directory/office/profile'
import { failedFields, type TapalChange } from './change'
import type { NewTapalEvent } from './event'
import { revivedWayChange } from './next-way-change'
import { unrisen } from './risen'
import type { Tapal } from './tapal'

/** The key of a bounce in the trace: the same for every report of one mail. */
export function bounceKey(sentAt: Date): string {
  return `bounce:${sentAt.getTime() / 1000}`
}

/**
 * Whether the mail was sent before the tapal was put on its way again: that it came back says nothing of the mail that
 * followed it.
 */
export function isOlderMail({ events }: Pick<Tapal, 'events'>, sentAt: Date): boolean {
  const begun = events.findLast(({ from, to }) => to === 'routed' && from !== 'routed')
  // The address tells the second alone.
  return begun !== undefined && sentAt.getTime() < Math.floor(begun.at.getTime() / 1000) * 1000
}

interface Bounced extends Pick<NewTapalEvent, 'at' | 'code' | 'key' | 'attempt' | 'answer'> {
  /** The way by which it goes on in the same write; null where it waits for the operator. */
  next: OtherWay | null
}

/**
 * Its mail came back, or was not taken by the mail server: it never reached its office. The duty to act, which may have gone up
 * there, begins anew with the next delivery. It fails first also where it goes on: *delivered* must not lead to *routed*.
 */
export function bouncedChange({ next, ...what }: Bounced): TapalChange {
  const { at } = what
  const moving = { cause: 'next-way-bounced', actor: { kind: 'kcs' }, at } as const
  return {
    event: { kind: 'state', to: 'failed', cause: 'mail-bounced', actor: { kind: 'kcs' }, ...what },
    set: { ...failedFields(at), ...unrisen, deliveredAt: null },
    ...(next ? { then: revivedWayChange(next, moving) } : {}),
  }
}
