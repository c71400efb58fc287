// Whose a thing of a list is: the offices it belongs to, by which an administrator may change and fetch it.

import type { Repositories } from '../../../database'
import { groupedBy } from '../../../domain/common/item/grouped'
import type { ImportedThing, Things } from '../../../domain/directory/import/list'
import { officesWithin } from './subtree'

/** Where a thing of some list belongs. */
type Facts = Partial<Record<'code' | 'office' | 'seat' | 'pen', string>>

/** Finds of each of the things, for each of its offices, whether that lies below those of `within`; all do where it is null. */
export async function withinOfThings<Thing extends ImportedThing>(
  repositories: Pick<Repositories, 'charges' | 'offices' | 'seats'>,
  within: ReadonlySet<string> | null,
  thing: Thing,
  things: readonly Things[Thing][],
  at: Date,
): Promise<(one: Things[Thing]) => boolean[]> {
  if (within === null) return () => [true]
  const officesOf = await officesOfThings(repositories, thing, things, at)
  const lies = await officesWithin(repositories.offices, within, things.flatMap(officesOf))
  return (one) => officesOf(one).map((office) => lies.get(office) ?? false)
}

/**
 * Finds the offices of each of the things: an employee belongs to those of all seats that it holds at the instant, a
 * charge to that of its seat, and '' stands for a seat without an office.
 */
async function officesOfThings<Thing extends ImportedThing>(
  { charges, seats }: Pick<Repositories, 'charges' | 'seats'>,
  thing: Thing,
  things: readonly Things[Thing][],
  at: Date,
): Promise<(one: Things[Thing]) => string[]> {
  const facts = things as readonly Facts[]
  const pens = thing === 'employee' ? facts.map(({ pen = '' }) => pen) : []
  const current = pens.length > 0 ? await charges.heldByAny(pens, at) : []
  const named = [...current, ...facts].flatMap(({ seat }) => seat ?? [])
  const seatsById = await seats.byIds([...new Set(named)])
  const officeOf = (seat: string) => seatsById.get(seat)?.office ?? ''
  const offices = groupedBy(current, ({ employee }) => employee)
  return (one) => {
    const { code, office, seat, pen } = one as Facts
    if (pen !== undefined) return (offices.get(pen) ?? []).map((charge) => officeOf(charge.seat))
    return [seat === undefined ? (code ?? office ?? '') : officeOf(seat)]
  }
}
