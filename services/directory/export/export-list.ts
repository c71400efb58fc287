// Exporting a list, in the order of its ids, a thousand things at a time.

import type { List } from '../../../domain/directory/import/list'
import { LISTS } from '../../../domain/directory/import/lists'
import type { ListName } from '../../../domain/directory/import/names'
import type { Cells } from '../../../domain/common/table/sheet'
import { columnOf } from '../../../domain/common/table/table'
import type { Caller } from '../../access/right/identity'
import { subtreeOf } from '../../access/right/subtree'
import type { ServiceDeps } from '../../deps'
import { officesAmong } from '../import/importer'

/** Where a thing of some list belongs. */
interface Facts {
  id: string
  code: string
  office: string
  seat: string
  pen: string
}

/** The names of the columns, and batches of rows; a department's administrator gets those of the own offices. */
export async function exportList(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { list: name }: { list: ListName },
  now: Date,
): Promise<{ columns: string[]; rows: AsyncIterable<Cells[]> }> {
  const within = await subtreeOf(repositories.seats, caller)
  const list: List<unknown, never> = LISTS[name]
  const { thing } = list
  return { columns: Object.keys(list.columns).map(columnOf), rows: rows() }

  async function* rows(): AsyncGenerator<Cells[]> {
    for await (const batch of repositories.imports.all(thing)) {
      const things = await administered(batch as unknown as Facts[])
      const inward = thing === 'seat' ? await inwardSeats(things) : new Set()
      yield things.flatMap((one) => list.rows({ ...one, inward: inward.has(one.id) } as never, now))
    }
  }

  async function administered(things: Facts[]): Promise<Facts[]> {
    if (within === null) return things
    const officesOf = await officesOfThings(things)
    const offices = await officesAmong({ repositories, within }, things.flatMap(officesOf))
    return things.filter((one) => officesOf(one).some((office) => offices.get(office)))
  }

  /** An employee belongs to the offices of all seats that it holds now. */
  async function officesOfThings(things: Facts[]): Promise<(one: Facts) => string[]> {
    if (thing === 'office') return ({ code }) => [code]
    if (thing !== 'charge' && thing !== 'employee') return ({ office }) => [office]
    const pens = things.map(({ pen }) => pen)
    const charges = thing === 'charge' ? things : await repositories.imports.chargesNow(pens, now)
    const seats = await repositories.seats.byIds([...new Set(charges.map(({ seat }) => seat))])
    const officeOf = (seat: string) => seats.get(seat)?.office ?? ''
    if (thing === 'charge') return ({ seat }) => [officeOf(seat)]
    const offices = new Map<string, string[]>()
    for (const { employee, seat } of charges as { employee: string; seat: string }[])
      offices.set(employee, [...(offices.get(employee) ?? []), officeOf(seat)])
    return ({ pen }) => offices.get(pen) ?? []
  }

  /** Those of the seats that their offices name as the ones that take their letters. */
  async function inwardSeats(seats: readonly Facts[]): Promise<Set<string | null>> {
    const offices = await repositories.offices.byCodes([...new Set(seats.map(({ office }) => office))])
    return new Set([...offices.values()].map(({ inwardSeat }) => inwardSeat))
  }
}
