// What `kcs verify` makes of the states of a tapal.

import type { ScannedTapal } from '../../../database/letters/tapal/scan'
import type { TapalState } from '../../../domain/letters/tapal/states'
import type { VerifyDeps } from '../../../services/operations/verify/check'
import { stateAndEvents } from '../../../services/operations/verify/state-and-events'

/** The findings on a tapal that went through these states. */
function findings(...states: TapalState[]) {
  const events = states.slice(1).map((to, at) => ({ sequence: at + 1, from: states[at]!, to }))
  const row = { id: 'T', state: states.at(-1)!, events, sequence: events.length } as unknown as ScannedTapal
  return stateAndEvents.begin({ now: new Date() } as VerifyDeps)([row])
}

test.each<TapalState[][]>([
  [['routed', 'delivered', 'acknowledged', 'closed']],
  [['routed', 'recalled', 'acknowledged']],
  [['routed', 'delivered', 'failed', 'routed', 'delivered']],
])(
  '%p is a way that letters go, also the office’s late word that it had the letter before the recall',
  (states) => {
    expect(findings(...states)).toEqual([])
  },
)

test.each<TapalState[][]>([[['routed', 'closed']], [['routed', 'recalled', 'delivered']]])(
  '%p is no such way, and is named',
  (states) => {
    expect(findings(...states)).toEqual([{ id: 'T', what: expect.stringContaining('moves from') }])
  },
)
