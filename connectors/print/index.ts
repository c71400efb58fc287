// The connector for print and post: the exception, for offices that no system reaches.

import { type Connector } from '../connector'
import { EVERY_LETTER } from '../every-letter'

/** The despatch lists of the sending offices. */
export interface DespatchLists {
  /** Puts each tapal on the list of the day of the sender's office; one that stands there already stays as it is. */
  enlist(entries: readonly { tapalId: string; senderOffice: string }[]): Promise<void>
  /** Takes a tapal off its list: `posted` when it has left the house, `absent` when it stands on none. */
  strike(tapalId: string): Promise<'struck' | 'posted' | 'absent'>
}

export interface PrintDeps {
  despatchLists: DespatchLists
}

/** Makes the connector; the tapal counts as handed over until its postal number is entered. */
export function createPrintConnector({ despatchLists }: PrintDeps): Connector {
  return {
    mechanism: 'print',
    idempotent: true,
    batchSize: 200,

    async capabilities() {
      return { capabilities: EVERY_LETTER }
    },

    async deliver(_endpoint, parcels) {
      await despatchLists.enlist(
        parcels.map(({ tapalId, letter }) => ({ tapalId, senderOffice: letter.sender.office.code })),
      )
      return parcels.map(({ tapalId }) => ({
        tapalId,
        outcome: { kind: 'handed-over', cause: 'listed-for-post' },
      }))
    },

    async withdraw(_endpoint, { tapalId }) {
      const kinds = { struck: 'withdrawn', posted: 'impossible', absent: 'unseen' } as const
      return { kind: kinds[await despatchLists.strike(tapalId)] }
    },
  }
}
