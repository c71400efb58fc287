// What people and agents do with a tapal, as changes for the one conditional write of the database.

import type { Diary } from '../delivery/outcome'
import { deliveredFields, endedFields, routedFields, settledFields, type TapalChange } from './change'
import type { ClockOwner } from './clock-table'
import { owedBy, owedIn } from './clocks'
import type { Actor, Cause, Desk, SENT_AGAIN } from './event'
import type { Refusal } from './refusal'
import { ENDED_STATES, type TapalState } from './states'
import type { Tapal } from './tapal'

/** The acts that a caller is offered on a tapal; the names of their addresses. */
export const ACTS = ['acknowledgement', 'opening', 'refusal'] as const
export type TapalAct = (typeof ACTS)[number]

/** Who acts, when, and the reporter's own id of the act where it was reported. */
export interface Act {
  actor: Actor
  at: Date
  key?: string
  /** Digest of what was reported under the key. */
  content?: string
  /** Why an operator does it. */
  reason?: string
}

/** What an office has taken is not withdrawn there. */
const NOTHING_TO_WITHDRAW = { withdrawOwed: false, withdrawal: null } as const

/**
 * The office takes the tapal with its own diary number; a late truth after a failure is taken too. The clocks of what it is to
 * do then start.
 */
export function acknowledgeChange(
  tapal: Pick<Tapal, 'deliveredAt'> & Partial<Pick<Tapal, 'state'>> & ClockOwner,
  { diary, cause, ...act }: Act & { diary: Diary; cause: Cause },
): TapalChange {
  return {
    event: { kind: 'state', to: 'acknowledged', cause, ...act },
    set: {
      ...settledFields,
      ...(isOver(tapal.state) ? owedBy([]) : owedIn('acknowledged', tapal, act.at)),
      ...NOTHING_TO_WITHDRAW,
      diary,
      acknowledgedAt: act.at,
      deliveredAt: tapal.deliveredAt ?? act.at,
    },
  }
}

/** After its end nobody waits for it: a late truth is taken, and starts nothing. */
export function isOver(state: TapalState | undefined): boolean {
  return state !== undefined && (ENDED_STATES as readonly TapalState[]).includes(state)
}

/** The holder of the seat has read the tapal. */
export function openChange({ cause, ...act }: Act & { cause: Cause }): TapalChange {
  return { event: { kind: 'state', to: 'opened', cause, ...act }, set: { openedAt: act.at } }
}

/** The office does not take the tapal; the event keeps the code, the row the words. */
export function refuseChange({
  refusal,
  cause,
  ...act
}: Act & { refusal: Refusal; cause: Cause }): TapalChange {
  return {
    event: { kind: 'state', to: 'refused', cause, code: refusal.code, ...act },
    set: { ...endedFields(), refusal },
  }
}

/** The office sends back what lay with it already. */
export function returnChange({ refusal, ...act }: Act & { refusal: Refusal }): TapalChange {
  return {
    event: { kind: 'state', to: 'returned', cause: 'returned-by-agent', code: refusal.code, ...act },
    set: { ...endedFields(), refusal },
  }
}

/** The tapal changed hands inside the office; this alone moves no state. */
export function movementChange({ desk, cause, ...act }: Act & { desk?: Desk; cause: Cause }): TapalChange {
  return { event: { kind: 'movement', cause, ...act, ...(desk ? { desk } : {}) }, set: {} }
}

/** The office has done with the tapal. */
export function closeChange(act: Act): TapalChange {
  return { event: { kind: 'state', to: 'closed', cause: 'closed-by-agent', ...act }, set: {} }
}

/** The postal number was entered: the letter has left the house, and the acknowledgement clock starts. */
export function postedChange(
  tapal: Pick<Tapal, 'purpose' | 'times' | 'taking'> & ClockOwner,
  { postalNumber, ...act }: Act & { postalNumber: string },
): TapalChange {
  return {
    event: { kind: 'state', to: 'delivered', cause: 'posted', ...act },
    set: { ...deliveredFields(tapal, act.at), postalNumber },
  }
}

/**
 * The operator sends a failed tapal again; its transmission clock and the count of its tries start again. Its lane has ended, so it is parked
 * at its endpoint, whose own run delivers it; the sweep finds it there should the word to that run be lost.
 */
export function redeliverChange(
  act: Act,
  cause: (typeof SENT_AGAIN)[number] = 'redelivered-by-operator',
): TapalChange {
  return {
    event: { kind: 'state', to: 'routed', cause, ...act },
    set: {
      attempts: 0,
      nextAttemptAt: act.at,
      claim: null,
      parked: true,
      ...routedFields(act.at),
    },
  }
}

/** A new link takes the place of the one that counted, `number`; the notice of this entry carries it. */
export function renewLinkChange({ number, at, ...act }: Act & { number: number }): TapalChange {
  return {
    event: { kind: 'notice', cause: 'mail-link-renewed', at, ...act },
    set: { mailLink: { number: number + 1, since: at } },
  }
}

/** The operator gives a letter up: it expires now, and its sender is told. An office that took it all the same can say so. */
export function giveUpChange(act: Act): TapalChange {
  return {
    event: { kind: 'state', to: 'expired', cause: 'given-up-by-operator', ...act },
    set: endedFields(),
  }
}
