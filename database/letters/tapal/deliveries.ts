// What came of bringing letters to offices, for the filing systems of these.

import type { Rows } from '../../common/collection'
import { fillPage, type Page, type PageRequest } from '../../common/page'
import { ofTester } from '../../common/test-mark'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { DeskState } from '../../../domain/operations/desk/desk'
import { filterOf, standingOf } from './desk'
import { DESK_OF_ENDPOINT_INDEX, type TapalRow } from './schema'

export interface DeliveryFilter {
  offices: readonly string[]
  /** Only letters that lie so at the desk, at one of these endpoints. */
  atDesk?: { state: DeskState; endpoints: readonly string[] }
  /** Their ids lie from here, and below there. */
  ids: { from?: string; below?: string }
  /** In the sandbox: the letters of this agent alone. */
  tester?: string
}

function hintFor(
  atDesk: DeliveryFilter['atDesk'],
  tester: string | undefined,
): { hint?: string | { office: 1; _id: -1 } } {
  if (atDesk) return { hint: DESK_OF_ENDPOINT_INDEX }
  return tester === undefined ? { hint: { office: 1, _id: -1 } } : {}
}

/** The part of the repository for agents that look at what was brought to them. */
export function tapalDeliveries(collection: Rows<TapalRow>) {
  return {
    /** Letters of the offices, newest first, with how they stand at the desk. */
    async deliveries(
      { offices, atDesk, ids, tester }: DeliveryFilter,
      page: PageRequest,
    ): Promise<Page<{ tapal: Tapal; state: DeskState | null; code: string }>> {
      const within = [
        ...(ids.from === undefined ? [] : [{ _id: { $gte: ids.from } }]),
        ...[ids.below, page.below].flatMap((below) => (below === undefined ? [] : [{ _id: { $lt: below } }])),
      ]
      const rows = collection.find(
        {
          ...(atDesk
            ? { ...filterOf({ state: atDesk.state }), endpoint: { $in: [...atDesk.endpoints] } }
            : {}),
          office: { $in: [...offices] },
          ...ofTester(tester),
          ...(within.length === 0 ? {} : { $and: within }),
        },
        {
          sort: { _id: -1 },
          limit: page.limit + 1,
          ...hintFor(atDesk, tester),
        },
      )
      const { items, more } = await fillPage(rows, page.limit)
      return { items: items.map(standingOf), next: more ? items.at(-1)!._id : null }
    },
  }
}
