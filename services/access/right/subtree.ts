// Below which offices an administrator may bring and fetch lists.

import type { Repositories } from '../../../database'
import { hasRole, heldSeats, type KnownIdentity } from './identity'

/** Null for all of the State; else the offices of the seats held, of which a department's admin has all below. */
export async function subtreeOf(
  seats: Pick<Repositories['seats'], 'byIds'>,
  identity: KnownIdentity,
): Promise<ReadonlySet<string> | null> {
  if (hasRole(identity, ['admin'])) return null
  const held = await seats.byIds(heldSeats(identity))
  return new Set([...held.values()].map(({ office }) => office).filter((office) => office !== ''))
}
