// Taking a letter back: possible until the office has acknowledged it.

import { endedFields, type TapalChange } from './change'
import type { Actor } from './event'

/**
 * What a recall changes. Tapals that an agent may have in its hands owe a withdrawal there; which ones those
 * are is told by `atAgent`, since the row alone says whether a try was ever made.
 */
export function recallChange(actor: Actor, at: Date, atAgent: boolean): TapalChange {
  return {
    event: { kind: 'state', to: 'recalled', cause: 'recalled-by-sender', actor, at },
    set: { ...endedFields(), withdrawOwed: atAgent },
  }
}
