// A tapal that is held back at the gate until its documents are scanned, as the change of its row.

import { type HoldCode, holdMs } from '../document/scan'
import type { TapalChange } from './change'
import type { Tapal } from './tapal'

/**
 * It was not tried: the try that its claim counted is taken back, and it is looked at again soon. The trace tells the
 * beginning of the wait alone. What its system may have from before stays in doubt, as where a holder dies.
 */
export function heldChange(
  { attempts, claim, events }: Pick<Tapal, 'attempts' | 'claim' | 'events'>,
  code: HoldCode,
  { at, inDoubt }: { at: Date; inDoubt: boolean },
): TapalChange {
  const last = events.at(-1)
  const waits = last?.cause === 'waits-for-scan' && last.code === code
  const dueAt = new Date(at.getTime() + holdMs(code, waits ? at.getTime() - last.at.getTime() : 0))
  return {
    ...(waits || code === 'scan-waiting' ? { quiet: true as const } : {}),
    event: { kind: 'attempt', cause: 'waits-for-scan', actor: { kind: 'kcs' }, at, code, dueAt },
    set: {
      attempts: Math.max(0, attempts - 1),
      claim: inDoubt && claim ? { id: claim.id, until: at } : null,
      nextAttemptAt: dueAt,
    },
  }
}

/** When an operator last sent it again or another way; null if never. */
export function sentAgainAt({ events }: Pick<Tapal, 'events'>): Date | null {
  const again = events.findLast(
    ({ cause }) => cause === 'redelivered-by-operator' || cause === 'rerouted-by-operator',
  )
  return again?.at ?? null
}
