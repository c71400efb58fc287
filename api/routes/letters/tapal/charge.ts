// Under whose charge a tapal lies and lay: the holders of its seat in their periods, and who has the duty now.

import type { Repositories } from '../../../../database'
import type { Charge, Duty } from '../../../../domain/directory/charge/charge'
import { holdingsOf } from '../../../../domain/directory/charge/holders'
import { canMove, TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { dutiesOf } from '../../../../services/directory/charge/duties'
import type { DirectoryNames } from '../../common/directory-names'
import type { TapalResponse } from './schema'

export interface ChargesOfTapals {
  bySeat: Map<string, Charge[]>
  duties: Map<string, Duty>
  /** All who are named, for the look-up of their names. */
  employees: string[]
}

/** Three questions in two rounds to the database, however many tapals. */
export async function chargesOf(
  repositories: Pick<Repositories, 'charges' | 'seats'>,
  tapals: readonly Tapal[],
  now: Date,
): Promise<ChargesOfTapals> {
  const seats = [...new Set(tapals.map(({ seat }) => seat))]
  const first = new Date(Math.min(...tapals.map(({ createdAt }) => createdAt.getTime())))
  const [all, duties] = await Promise.all([
    repositories.charges.since(seats, first),
    dutiesOf(repositories, seats, now),
  ])
  const bySeat = new Map<string, Charge[]>(seats.map((seat) => [seat, []]))
  for (const charge of all) bySeat.get(charge.seat)?.push(charge)
  const acting = [...duties.values()].flatMap(({ employee }) => employee ?? [])
  return { bySeat, duties, employees: [...all.map(({ employee }) => employee), ...acting] }
}

/** From the making of the tapal until it came to its end. */
export function presentCharge(
  tapal: Tapal,
  { bySeat, duties }: ChargesOfTapals,
  directory: Pick<DirectoryNames, 'nameOf'>,
): Pick<TapalResponse, 'holders' | 'duty'> {
  const nameOf = (employee: string | null) =>
    employee === null ? null : (directory.nameOf(employee) ?? employee)
  const holders = holdingsOf(bySeat.get(tapal.seat) ?? [], tapal.createdAt, endOf(tapal)).map((holding) => ({
    employee: holding.employee,
    name: nameOf(holding.employee),
    from: holding.from.toISOString(),
    until: holding.until?.toISOString() ?? null,
  }))
  const duty = duties.get(tapal.seat)
  if (!duty) return { holders }
  return { holders, duty: { name: nameOf(duty.employee), actingSeat: duty.actingSeat, reason: duty.reason } }
}

/** When nothing could be done with it any more; null while it is open. */
function endOf({ state, events }: Tapal): Date | null {
  if (TAPAL_STATES.some((to) => canMove(state, to))) return null
  return events.findLast(({ kind, to }) => kind === 'state' && to === state)?.at ?? null
}
