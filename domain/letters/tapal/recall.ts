// Taking a letter back: possible until the office has acknowledged it.

import { endedFields, type TapalChange } from './change'
import type { Actor } from './event'

/** What a recall changes; whether an agent may have the tapal in its hands shows in the attempts in the row itself. */
export function recallChange(actor: Actor, at: Date): TapalChange {
  return {
    event: { kind: 'state', to: 'recalled', cause: 'recalled-by-sender', actor, at },
    set: endedFields(),
  }
}
