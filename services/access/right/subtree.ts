// Below which offices an administrator may import and export lists, and which offices lie there.

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

/** Which of the offices are there, and whether each lies below those of `within`; all do where that is null. */
export async function officesWithin(
  offices: Pick<Repositories['offices'], 'byCodes'>,
  within: ReadonlySet<string> | null,
  codes: Iterable<string>,
): Promise<Map<string, boolean>> {
  const officesByCode = await offices.byCodes([...new Set(codes)])
  return new Map([...officesByCode].map(([code, { path }]) => [code, liesWithin(within, [code, ...path])]))
}

/** Whether an office with these above it lies below those of `within`. */
export function liesWithin(within: ReadonlySet<string> | null, line: readonly string[]): boolean {
  return within === null || line.some((code) => within.has(code))
}
