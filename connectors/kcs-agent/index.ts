// The connector for our own agent application: the inbox of a seat, for offices without a filing system.

import { type Connector } from '../connector'
import { EVERY_LETTER } from '../every-letter'

/** The inward registers of the offices. */
export interface InwardInbox {
  /** Allots an inward number to each tapal, or finds the one it has; returns the numbers by tapal. */
  allotInward(entries: readonly { tapalId: string; office: string }[]): Promise<Map<string, string>>
}

export interface KcsAgentDeps {
  inbox: InwardInbox
}

/** Makes the connector; delivery is the inward number, for the inbox shows the tapal row itself. */
export function createKcsAgentConnector({ inbox }: KcsAgentDeps): Connector {
  return {
    mechanism: 'kcs-agent',
    idempotent: true,
    batchSize: 200,

    async capabilities() {
      return { capabilities: EVERY_LETTER }
    },

    async deliver(_endpoint, parcels) {
      const numbers = await inbox.allotInward(
        parcels.map(({ tapalId, recipient }) => ({ tapalId, office: recipient.office.code })),
      )
      return parcels.map(({ tapalId }) => {
        const inwardNumber = numbers.get(tapalId)
        return {
          tapalId,
          outcome:
            inwardNumber === undefined
              ? { kind: 'retry-later', code: 'inward-number-missing', inDoubt: false }
              : { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber },
        }
      })
    },

    // The recall stands in the row of the tapal, which is all there is in the inbox.
    async withdraw() {
      return { kind: 'withdrawn' }
    },
  }
}
