// One agent of the KCS Agent Protocol, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type Act } from '../../reference/protocol'
import { type Letters } from './letters'
import { type ReportBody } from './wire'

export interface PushOptions extends InstanceOptions {
  /** Returns 202 first, and is delivered when the documents are fetched. */
  acceptFirst: boolean
  /** Acknowledges letters for action by itself after this time; null leaves it to people. */
  acknowledgeAfterMs: number | null
}

export interface Agent extends Core<PushOptions, ReportBody> {
  letters: Letters
  /** Records what the office did and owes KCS the report; null if the letter does not allow it any more. */
  act(deliveryKey: string, act: Act): Promise<ReportBody | null>
  /** Looks at once for what is to be fetched or acknowledged. */
  wake(): void
}
