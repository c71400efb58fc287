// A tapal whose mail came back, as the change of its row.

import { bounceCode } from '../bounce/report'
import { failedFields, type TapalChange } from './change'
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

/** It never reached its office: the duty to act, which may have gone up there, begins anew with the next delivery. */
export function bouncedChange({
  status,
  sentAt,
  at,
}: {
  status: string | null
  sentAt: Date
  at: Date
}): TapalChange {
  return {
    event: {
      kind: 'state',
      to: 'failed',
      cause: 'mail-bounced',
      actor: { kind: 'kcs' },
      at,
      code: bounceCode(status),
      key: bounceKey(sentAt),
    },
    set: { ...failedFields(at), level: 0, escalatedTo: [], deliveredAt: null },
  }
}
