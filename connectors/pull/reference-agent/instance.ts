// One agent that comes for its letters, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type Act } from '../../reference/protocol'
import { type Letters } from './letters'
import { type Said } from './wire'

export interface PullOptions extends InstanceOptions {
  /** How long it waits before it comes again, where nothing more lay ready. */
  comeEveryMs: number
  /** Letters that it fetches at a time, and for how long. */
  limit: number
  leaseSeconds: number
  /** Acknowledges letters for action by itself after this time; null leaves it to people. */
  acknowledgeAfterMs: number | null
}

export interface Agent extends Core<PullOptions, Said> {
  letters: Letters
  /** Records what the office did and owes KCS the word of it; null if the letter does not allow it any more. */
  act(deliveryKey: string, act: Act): Promise<Said | null>
}
