// The states of a tapal and the only moves between them (design §5).

export const TAPAL_STATES = [
  'routed',
  'handed-over',
  'delivered',
  'acknowledged',
  'opened',
  'in-process',
  'closed',
  'refused',
  'returned',
  'recalled',
  'cancelled',
  'expired',
  'failed',
  'redirected',
] as const
export type TapalState = (typeof TAPAL_STATES)[number]

const moves: Record<TapalState, readonly TapalState[]> = {
  routed: [
    'handed-over',
    'delivered',
    'acknowledged',
    'refused',
    'recalled',
    'cancelled',
    'failed',
    'redirected',
    'expired',
  ],
  'handed-over': [
    'delivered',
    'acknowledged',
    'refused',
    'recalled',
    'cancelled',
    'failed',
    'redirected',
    'expired',
  ],
  // A mail that was taken over may come back.
  delivered: ['acknowledged', 'refused', 'returned', 'recalled', 'redirected', 'expired', 'failed'],
  acknowledged: ['opened', 'in-process', 'closed', 'returned', 'redirected'],
  opened: ['in-process', 'closed', 'returned', 'redirected'],
  'in-process': ['closed', 'returned', 'redirected'],
  // Late truths are taken: the office had the letter after all, or the operator sends it again.
  failed: ['delivered', 'acknowledged', 'routed', 'recalled', 'cancelled', 'expired'],
  expired: ['acknowledged'],
  closed: [],
  refused: [],
  returned: [],
  recalled: [],
  cancelled: [],
  redirected: [],
}

/** Whether the transition table allows the move. */
export function canMove(from: TapalState, to: TapalState): boolean {
  return moves[from].includes(to)
}

/** The states from which a tapal can move to `to`; the filter of a conditional update. */
export function statesBefore(to: TapalState): TapalState[] {
  return TAPAL_STATES.filter((from) => canMove(from, to))
}

/** States in which the receiving office has taken the tapal. */
export const TAKEN_STATES = ['acknowledged', 'opened', 'in-process', 'closed'] as const satisfies TapalState[]

/** States in which the tapal has not reached the receiving filing system yet. */
export const UNDELIVERED_STATES = ['routed', 'handed-over'] as const satisfies TapalState[]

/** States in which nothing is to be done with the tapal any more; only a late truth moves it. */
export const ENDED_STATES = [
  'closed',
  'refused',
  'returned',
  'recalled',
  'cancelled',
  'expired',
  'redirected',
] as const satisfies TapalState[]

/** Whether the office had taken the tapal before it was recalled, and its word came later: the one move beside the table. */
export function tookBeforeRecall({ from, to }: { from: TapalState; to: TapalState }): boolean {
  return from === 'recalled' && to === 'acknowledged'
}

/** Whether the office has taken the tapal. */
export function isTaken(state: TapalState): boolean {
  return (TAKEN_STATES as readonly TapalState[]).includes(state)
}
