// What is recorded of a dispatch as a whole: each change of its state and each decision of its sender, in one list.

import type { Actor } from '../tapal/event'
import type { DispatchState } from './dispatch'
import type { Dispatch } from './record'

/** Stable cause codes. */
export const DISPATCH_CAUSES = [
  'accepted',
  'resolved',
  'recalled-by-sender',
  // From some recipients alone.
  'recalled-in-part',
  // The last addressee took it before the recall reached it.
  'recall-took-nothing',
  'nothing-owed',
  'taken-back',
  // The mail with one of its tapals came back after it had closed: it goes on.
  'mail-bounced',
  // It was taken back, and an office had taken it before all the same.
  'arrived-after-all',
] as const
export type DispatchCause = (typeof DISPATCH_CAUSES)[number]

/** One change; `sequence` counts from 1 without gaps within a dispatch. */
export interface DispatchChange {
  sequence: number
  /** Null for the acceptance. */
  from: DispatchState | null
  to: DispatchState
  cause: DispatchCause
  actor: Actor
  at: Date
}

/** So many changes a dispatch keeps, the newest ones; all are in the audit log, and how many there were the sequence tells. */
export const MAX_CHANGES = 50

/** The first change of a dispatch: somebody handed it over. */
export function acceptanceOf({ caller, sender, state, acceptedAt }: Dispatch): DispatchChange {
  return {
    sequence: 1,
    from: null,
    to: state,
    cause: 'accepted',
    actor: senderOf(caller, sender),
    at: acceptedAt,
  }
}

function senderOf(caller: Dispatch['caller'], { seat, holder }: Dispatch['sender']): Actor {
  const agent = /^agent:(.*)$/s.exec(caller)?.[1]
  if (agent !== undefined) return { kind: 'agent', agent }
  return holder === null ? { kind: 'operator', account: caller } : { kind: 'seat', seat, holder }
}
