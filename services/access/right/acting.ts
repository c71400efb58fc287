// The seats an employee acts for at the instant of a request: those held, and vacant ones whose duty falls to a seat held.

import type { Repositories } from '../../../database'
import type { Reason } from '../../../domain/letters/routing/reason'

/** A seat that the caller acts for, and why. */
export interface SeatDuty {
  seat: string
  reason: Reason
}

/**
 * Vacant seats are looked up only when a request needs them: below the head of a department there may be a thousand,
 * and a request is about one of them.
 */
export interface Acting {
  held: readonly SeatDuty[]
  /** Those of the seats that the caller acts for; without a round trip where the caller holds all of them. */
  among(seats: readonly string[]): Promise<ReadonlySet<string>>
  /** Vacant seats whose duty falls to a seat held; of very many the nearest. */
  duties(): Promise<readonly SeatDuty[]>
}

/** Reads the seats held in one round trip; `among` and `duties` cost one or two more when they are called. */
export async function actingOf(
  charges: Pick<Repositories['charges'], 'heldBy' | 'fallingTo' | 'fallenAmong'>,
  employee: string,
  at: Date,
): Promise<Acting> {
  const reasonsBySeat = new Map(
    (await charges.heldBy(employee, at)).map(({ seat, kind }) => [seat, { code: `holder-${kind}` } as const]),
  )
  const heldIds = [...reasonsBySeat.keys()]
  let duties: Promise<readonly SeatDuty[]> | undefined

  return {
    held: [...reasonsBySeat].map(([seat, reason]) => ({ seat, reason })),
    async among(seats) {
      const others = [...new Set(seats)].filter((seat) => seat !== '' && !reasonsBySeat.has(seat))
      const fallen = heldIds.length === 0 ? [] : await charges.fallenAmong(others, heldIds, at)
      return new Set([...seats.filter((seat) => reasonsBySeat.has(seat)), ...fallen])
    },
    duties: () => (duties ??= charges.fallingTo(heldIds, at)),
  }
}
