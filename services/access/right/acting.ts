// The seats an employee acts for at the instant of a request: those held, and vacant ones whose duty falls to a seat held.

import type { Repositories } from '../../../database'
import type { Reason } from '../../../domain/letters/routing/reason'

/** A seat that the caller acts for, and why. */
export interface SeatDuty {
  seat: string
  reason: Reason
}

/**
 * Who stands in for others is asked for as it is needed: below the head of a department there may be a thousand vacant
 * seats, and a request is about one of them.
 */
export interface Acting {
  held: readonly SeatDuty[]
  /** Those of the seats that the caller acts for; without a round trip where all of them are held. */
  among(seats: readonly string[]): Promise<ReadonlySet<string>>
  /** Vacant seats whose duty falls to a seat held; of very many the nearest. */
  duties(): Promise<readonly SeatDuty[]>
}

/** One round trip; one or two more when it is asked for those that are not held. */
export async function actingOf(
  charges: Pick<Repositories['charges'], 'heldBy' | 'fallingTo' | 'fallenAmong'>,
  employee: string,
  at: Date,
): Promise<Acting> {
  const own = new Map(
    (await charges.heldBy(employee, at)).map(({ seat, kind }) => [seat, { code: `holder-${kind}` } as const]),
  )
  let duties: Promise<readonly SeatDuty[]> | undefined
  return {
    held: [...own].map(([seat, reason]) => ({ seat, reason })),
    async among(seats) {
      const others = [...new Set(seats)].filter((seat) => seat !== '' && !own.has(seat))
      const fallen = own.size === 0 ? [] : await charges.fallenAmong(others, [...own.keys()], at)
      return new Set([...seats.filter((seat) => own.has(seat)), ...fallen])
    },
    duties: () => (duties ??= charges.fallingTo([...own.keys()], at)),
  }
}
