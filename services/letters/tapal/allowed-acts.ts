// What a caller can do with tapals in their present state.

import type { TapalAct } from '../../../domain/letters/tapal/acts'
import { canMove } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { actsAmong, type Caller } from '../../access/right/identity'
import { seatsToAct } from './caller'

/** A look-up of the acts that the caller can do with each of the tapals; one round trip at most, however many. */
export async function allowedActs(
  caller: Caller,
  tapals: readonly Tapal[],
): Promise<(tapal: Tapal) => TapalAct[]> {
  const acting = await actsAmong(caller, tapals.flatMap(seatsToAct))
  return (tapal) => {
    const holds =
      caller.kind === 'account'
        ? seatsToAct(tapal).some((seat) => acting.has(seat))
        : caller.agent.offices.includes(tapal.office)
    // What has not arrived can be taken by those who have it all the same, but nobody is asked to.
    if (!holds || tapal.state === 'routed') return []
    return [
      ...(canMove(tapal.state, 'acknowledged') ? (['acknowledgement'] as const) : []),
      ...(canMove(tapal.state, 'opened') ? (['opening'] as const) : []),
      ...(canMove(tapal.state, 'refused') ? (['refusal'] as const) : []),
    ]
  }
}
