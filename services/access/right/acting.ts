// The seats an employee acts for at the instant of a request: those held, and vacant ones whose duty falls to a seat held.

import type { Reason } from '../../../domain/letters/routing/reason'
import { type Duties, fallenAmong, fallenInOffice, fallingTo } from '../../directory/charge/duties'

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
  /** A vacant seat of the office whose duty falls to a seat held; null where there is none. */
  inOffice(office: string): Promise<string | null>
  /** Vacant seats whose duty falls to a seat held; of very many the nearest. */
  duties(): Promise<readonly SeatDuty[]>
}

/** Reads the seats held in one round trip; `among` and `inOffice` cost two more when they are called, `duties` one or a few. */
export async function actingOf(directory: Duties, employee: string, at: Date): Promise<Acting> {
  const reasonsBySeat = new Map(
    (await directory.charges.heldBy(employee, at)).map(({ seat, kind }) => [
      seat,
      { code: `holder-${kind}` } as const,
    ]),
  )
  const heldIds = [...reasonsBySeat.keys()]
  let duties: Promise<readonly SeatDuty[]> | undefined

  return {
    held: [...reasonsBySeat].map(([seat, reason]) => ({ seat, reason })),
    async among(seats) {
      const others = [...new Set(seats)].filter((seat) => seat !== '' && !reasonsBySeat.has(seat))
      const fallen = await fallenAmong(directory, others, heldIds, at)
      return new Set([...seats.filter((seat) => reasonsBySeat.has(seat)), ...fallen])
    },
    async inOffice(office) {
      const [seat] = await fallenInOffice(directory, office, heldIds, at)
      return seat ?? null
    },
    duties: () => (duties ??= fallingTo(directory, heldIds, at)),
  }
}
