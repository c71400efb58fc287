// What clients were promised, each line on the disk before the next is asked for.

import { openJournal } from '../../connectors/reference/journal'
import type { AcceptedLetter, ConfirmedAcknowledgement } from '../oracle/evidence'

export interface Ledger {
  letters: AcceptedLetter[]
  acknowledgements: ConfirmedAcknowledgement[]
  accepted(letter: AcceptedLetter): Promise<void>
  confirmed(acknowledgement: ConfirmedAcknowledgement): Promise<void>
  close(): Promise<void>
}

/** Opens the ledger in the file. */
export async function openLedger(file: string): Promise<Ledger> {
  const journal = await openJournal<AcceptedLetter | ConfirmedAcknowledgement>(file)
  const letters: AcceptedLetter[] = []
  const acknowledgements: ConfirmedAcknowledgement[] = []
  return {
    letters,
    acknowledgements,
    async accepted(letter) {
      await journal.append(letter)
      letters.push(letter)
    },
    async confirmed(acknowledgement) {
      await journal.append(acknowledgement)
      acknowledgements.push(acknowledgement)
    },
    close: () => journal.close(),
  }
}
