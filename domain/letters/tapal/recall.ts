// Taking a letter back: possible until the office has acknowledged it.

import { cardOf, type Mechanism, MECHANISMS } from '../systems'
import type { TapalChange } from './change'
import { owedBy } from './clocks'
import type { Actor, Cause } from './event'

/** How a withdrawal ended, and the cause by which the trace says so. */
const WITHDRAWAL_ENDS = {
  withdrawn: 'withdrawn-at-agent',
  unseen: 'not-at-agent',
  taken: 'withdrawal-refused',
  impossible: 'withdrawal-impossible',
  'given-up': 'withdrawal-given-up',
} as const satisfies Record<string, Cause>
export type WithdrawalEnd = keyof typeof WITHDRAWAL_ENDS

/**
 * What a recall changes; whether an agent may have the tapal in its hands is told by the tries in the row itself. A claim
 * stays: who holds it may be handing the letter over at this moment, and the withdrawal waits for that.
 */
export function recallChange(actor: Actor, at: Date): TapalChange {
  return {
    event: { kind: 'state', to: 'recalled', cause: 'recalled-by-sender', actor, at },
    set: { nextAttemptAt: null, parked: false, ...owedBy([]) },
  }
}

/** What the office took before the letter was taken back stays with it, and nothing is waited for there any more. */
export function waitNoMoreChange(actor: Actor, at: Date): TapalChange {
  return { event: { kind: 'notice', cause: 'recalled-by-sender', actor, at }, set: owedBy([]) }
}

/** The agent of a recalled tapal was asked, or nobody can be asked. */
export function withdrawnChange(end: WithdrawalEnd, at: Date): TapalChange {
  return {
    event: { kind: 'attempt', to: 'recalled', cause: WITHDRAWAL_ENDS[end], actor: { kind: 'kcs' }, at },
    set: { withdrawOwed: false, withdrawal: null },
  }
}

/** Sender and operator are told that an agent still keeps a letter that was taken back. */
export function withdrawalOverdueChange(at: Date): TapalChange {
  return { event: { kind: 'notice', cause: 'withdrawal-overdue', actor: { kind: 'kcs' }, at }, set: {} }
}

/** Systems outside KCS: what they have in their hands they may go on with, also after a recall. */
export const OUTSIDE_MECHANISMS: readonly Mechanism[] = MECHANISMS.filter(
  (mechanism) => cardOf(mechanism).reached !== 'inside',
)
/** The agent gave it back: its office cannot have taken it. */
export const GIVEN_BACK: Cause = WITHDRAWAL_ENDS.withdrawn
/** It could not be taken back, so that its office may take it. */
export const NOT_GIVEN_BACK: Cause = WITHDRAWAL_ENDS.impossible
