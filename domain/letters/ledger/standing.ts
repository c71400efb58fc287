// How a recipient of a letter stands in few words: what its sender wants to know before the state.

import { TAPAL_STATES, type TapalState } from '../tapal/states'

/** In the order of a letter's way, and behind it what has ended otherwise. */
export const LEDGER_STANDINGS = [
  // It has not reached the receiving filing system yet.
  'on-the-way',
  // It lies there, and nobody has acknowledged it.
  'not-taken',
  'taken',
  // It could not be brought, or its office did not take it.
  'failed',
  'taken-back',
  // Another office has it now, in a row of its own.
  'passed-on',
] as const
export type LedgerStanding = (typeof LEDGER_STANDINGS)[number]

const STANDINGS: Record<TapalState, LedgerStanding> = {
  routed: 'on-the-way',
  'handed-over': 'on-the-way',
  delivered: 'not-taken',
  acknowledged: 'taken',
  opened: 'taken',
  'in-process': 'taken',
  closed: 'taken',
  refused: 'failed',
  returned: 'failed',
  expired: 'failed',
  failed: 'failed',
  recalled: 'taken-back',
  cancelled: 'taken-back',
  redirected: 'passed-on',
}

/** How a recipient stands whose tapal is in the state. */
export function ledgerStandingOf(state: TapalState): LedgerStanding {
  return STANDINGS[state]
}

/** The states in which a recipient stands so, in the order of a letter's way. */
export function statesStanding(standing: LedgerStanding): TapalState[] {
  return TAPAL_STATES.filter((state) => STANDINGS[state] === standing)
}
