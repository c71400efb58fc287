// The seats an employee acts for at an instant: those held, and vacant ones whose duty falls to a seat held.

import type { Repositories } from '../../database'
import type { Reason } from '../../domain/routing/reason'

/** A seat that the caller acts for, and why. */
export interface SeatDuty {
  seat: string
  reason: Reason
}

/** Two rounds to the database; one for who holds no seat. */
export async function seatsOf(
  charges: Pick<Repositories['charges'], 'heldBy' | 'fallingTo'>,
  employee: string,
  at: Date,
): Promise<{ held: SeatDuty[]; duties: SeatDuty[] }> {
  const own = new Map(
    (await charges.heldBy(employee, at)).map(({ seat, kind }) => [seat, { code: `holder-${kind}` } as const]),
  )
  const held = [...own].map(([seat, reason]) => ({ seat, reason }))
  return { held, duties: await charges.fallingTo([...own.keys()], at) }
}
