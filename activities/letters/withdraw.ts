// A recalled letter is taken back at the agents that had it in their hands.

import { withdrawDispatch } from '../../services/letters/dispatch/withdraw'
import type { ActivityDeps } from '../deps'
import { placed } from '../placed'
import { withPulse } from '../pulse'
import { waiting } from '../waiting'

export function withdrawActivity(deps: ActivityDeps) {
  /**
   * Returns how many tapals came to their end in this try. Where an agent has not responded it fails in a way that Temporal
   * repeats when the first of them is to be asked again.
   */
  return async function withdraw(dispatchId: string): Promise<number> {
    const { withdrawn, waitUntil } = await withPulse((beat) =>
      withdrawDispatch(placed(deps, dispatchId), { dispatch: dispatchId }, { beat }),
    )
    if (waitUntil === null) return withdrawn
    throw waiting('agents are to be asked again', waitUntil.getTime() - deps.now().getTime())
  }
}
