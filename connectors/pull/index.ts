// The connector for agents that come for their letters: it lays a letter out and waits for the agent (docs/agent-protocol.md).

import { type Connector } from '../connector'
import { envelopeOf } from '../write-envelope'
import { EVERY_LETTER } from '../every-letter'

/** What lies ready for the agents; the rows of the tapals are the shelf. */
export interface InwardShelf {
  /** Whether an agent may have the letter. */
  wasGivenOut(tapalId: string): Promise<boolean>
}

export interface PullDeps {
  shelf: InwardShelf
  /** Where agents fetch documents. */
  publicUrl: string
}

/** Makes the connector; the tapal counts as handed over until the agent says what became of it. */
export function createPullConnector({ shelf, publicUrl }: PullDeps): Connector {
  return {
    mechanism: 'pull',
    idempotent: true,
    batchSize: 200,

    async capabilities() {
      return { capabilities: EVERY_LETTER }
    },

    // A letter that is recorded as handed over by this way lies ready: there is nothing more to do.
    async deliver(_endpoint, parcels) {
      return parcels.map(({ tapalId }) => ({
        tapalId,
        outcome: { kind: 'handed-over', cause: 'laid-out-for-agent' },
      }))
    },

    envelope: (parcel) => envelopeOf(parcel, publicUrl),

    // Who comes for its letters is told of the recall when it comes, and says then whether it gives the letter back.
    async withdraw(_endpoint, { tapalId }) {
      const wasGivenOut = await shelf.wasGivenOut(tapalId)
      return wasGivenOut ? { kind: 'failed', code: 'agent-to-come' } : { kind: 'withdrawn' }
    },
  }
}
