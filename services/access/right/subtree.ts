// Below which offices an administrator may import and export lists.

import type { Repositories } from '../../../database'
import { type Caller, hasRole, heldSeats } from './identity'

/**
 * Returns null for all of the State; else the offices of the seats held, of which a department's administrator has all
 * below.
 */
export async function subtreeOf(
  seats: Pick<Repositories['seats'], 'byIds'>,
  caller: Caller,
): Promise<ReadonlySet<string> | null> {
  if (hasRole(caller, ['admin'])) return null
  const seatsById = await seats.byIds(heldSeats(caller))
  return new Set([...seatsById.values()].map(({ office }) => office).filter((office) => office !== ''))
}
