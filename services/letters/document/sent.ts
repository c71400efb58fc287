// Whether a document came with a letter that somebody sent or was sent: told by that letter's own rows.

import { documentKeys } from '../../../domain/letters/tapal/keys'
import type { ServiceDeps } from '../../deps'

/** However many letters carry it; what was taken back is no letter that they were sent. Two round trips at most. */
export async function hasLetterWith(
  { dispatches, tapals }: Pick<ServiceDeps['repositories'], 'dispatches' | 'tapals'>,
  sha256: string,
  reach: { offices: Iterable<string>; seats: Iterable<string> },
): Promise<boolean> {
  const offices = [...reach.offices]
  const [key] = documentKeys([{ sha256 }])
  const [sentByOffice, lettersHeld] = await Promise.all([
    dispatches.hasSent(sha256, offices),
    tapals.lettersHeld(key!, { offices, seats: [...reach.seats] }),
  ])
  return sentByOffice || dispatches.carry(lettersHeld, sha256)
}
