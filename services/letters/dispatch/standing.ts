// Who has a row of a letter by an earlier try that was killed: the same recipient keeps it, wherever it would go by now.

import type { StandingRow } from '../../../database/letters/tapal/reads'
import type { Reason } from '../../../domain/letters/routing/reason'
import type { PlannedRoute } from '../routing/router'

export interface Standing {
  /** Where the row of the recipient lies. */
  rowOf(route: PlannedRoute): Pick<StandingRow, 'office' | 'seat'> | undefined
}

/** There was no earlier try. */
export const NOBODY_YET: Standing = { rowOf: () => undefined }

/**
 * A recipient is known by the reason for which it is on the list, with the office or seat that is named there: an office's
 * first inward seat, a charge or a succession may have been entered for the past since, and lead to another seat.
 */
export function openStanding(rows: readonly StandingRow[]): Standing {
  const byName = new Map<string, StandingRow>()
  const byPlace = new Map<string, StandingRow>()
  for (const row of rows) {
    byPlace.set(placeOf(row), row)
    for (const because of row.why)
      for (const name of [...row.addressedTo, row.office, seatIn(row.why)])
        if (name !== undefined) byName.set(keyOf(because, name), row)
  }
  return {
    rowOf(route) {
      const name = seatIn(route.why) ?? route.addressedTo[0] ?? route.office
      const row = byPlace.get(placeOf(route)) ?? byName.get(keyOf(route.why[0]!, name))
      return row && { office: row.office, seat: row.seat }
    },
  }
}

const keyOf = ({ code, of = '' }: Reason, name: string): string => `${code}\n${of}\n${name}`
const placeOf = ({ office, seat }: { office: string; seat: string | null }): string =>
  `${office}\n${seat ?? ''}`

/** The seat that stands on the list or in a group as such. */
const seatIn = (why: readonly Reason[]): string | undefined =>
  why.find(({ code }) => code === 'seat-named')?.of
