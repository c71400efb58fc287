// Exporting a list, in the order of its ids, a thousand things at a time.

import { type AnyList, rowsOf, type Things } from '../../../domain/directory/import/list'
import { LISTS } from '../../../domain/directory/import/lists'
import type { ListName } from '../../../domain/directory/import/names'
import type { Cells } from '../../../domain/common/table/sheet'
import { columnOf } from '../../../domain/common/table/table'
import type { Caller } from '../../access/right/identity'
import { withinOfThings } from '../../access/right/lists'
import { subtreeOf } from '../../access/right/subtree'
import type { ServiceDeps } from '../../deps'

type Thing = Things[keyof Things]

/** The names of the columns, and batches of rows; a department's administrator gets those of the own offices. */
export async function exportList(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { list: name }: { list: ListName },
  now: Date,
): Promise<{ columns: string[]; rows: AsyncIterable<Cells[]> }> {
  const within = await subtreeOf(repositories.seats, caller)
  const list: AnyList = LISTS[name]
  const { thing } = list
  return { columns: Object.keys(list.columns).map(columnOf), rows: rows() }

  async function* rows(): AsyncGenerator<Cells[]> {
    for await (const batch of repositories.imports.all(thing)) {
      const things = await administered(batch)
      const inward = await inwardSeats(things)
      yield things.flatMap((one) =>
        rowsOf<never>(list, { ...one, inward: 'id' in one && inward.has(one.id) } as never, now),
      )
    }
  }

  async function administered(things: Thing[]): Promise<Thing[]> {
    const liesOf = await withinOfThings(repositories, within, thing, things, now)
    return things.filter((one) => liesOf(one).some(Boolean))
  }

  /** Those of the seats that their offices name as the ones that take their letters. */
  async function inwardSeats(things: readonly Thing[]): Promise<Set<string | null>> {
    const codes = things.flatMap((one) => (thing === 'seat' && 'office' in one ? one.office : []))
    const offices = await repositories.offices.byCodes([...new Set(codes)])
    return new Set([...offices.values()].map(({ inwardSeat }) => inwardSeat))
  }
}
