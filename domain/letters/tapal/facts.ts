// What the facts in a trace prove of the state of a tapal, whatever the order in which they came.

import type { TapalChange } from './change'
import type { Cause, TapalEvent } from './event'
import { isTaken, TAKEN_STATES, type TapalState } from './states'
import type { Tapal } from './tapal'

/** The state that each of these facts of the receiving office proves, once it has taken the tapal. */
const PROVES: Partial<Record<Cause, TapalState>> = {
  'opened-at-agent': 'opened',
  marked: 'in-process',
  'put-in-file': 'in-process',
  'closed-by-agent': 'closed',
}

/**
 * The move to the greatest state that the facts prove, or null where the tapal is there already, or was not taken yet:
 * a fact may be told before the acknowledgement that it follows.
 */
export function catchUpChange({ state, events }: Pick<Tapal, 'state' | 'events'>): TapalChange | null {
  if (!isTaken(state)) return null
  let greatest: TapalEvent | null = null
  for (const event of events)
    if (rankOf(event) > (greatest ? rankOf(greatest) : rank(state))) greatest = event
  if (!greatest) return null
  const { cause, actor, at } = greatest
  const opened = events.find((event) => event.cause === 'opened-at-agent')
  return {
    event: { kind: 'state', to: PROVES[cause]!, cause, actor, at },
    set: opened ? { openedAt: opened.at } : {},
  }
}

/** How far a state of a tapal that was taken has come; -1 for any other. */
function rank(state: TapalState): number {
  return (TAKEN_STATES as readonly TapalState[]).indexOf(state)
}

function rankOf({ cause }: TapalEvent): number {
  const proved = PROVES[cause]
  return proved === undefined ? -1 : rank(proved)
}
