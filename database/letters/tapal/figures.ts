// What of tapals is counted for monitoring: from partial indexes, each count ends at a limit.

import { DESK_STATES, type DeskState } from '../../../domain/operations/desk/desk'
import type { Rows } from '../../common/collection'
import { filterOf } from './desk'
import { DESK_INDEX, type TapalRow } from './schema'

/** How many there are, counted up to a limit, and since when the first of them. */
export interface Waiting {
  count: number
  since: Date | null
}

/** The part of the repository that counts for monitoring. */
export function tapalFigures(collection: Rows<TapalRow>) {
  const atDeskIn = async (state: DeskState, limit: number): Promise<Waiting> => {
    const filter = filterOf({ state })
    const [count, first] = await Promise.all([
      collection.countDocuments(filter, { limit, hint: DESK_INDEX }),
      // Ids rise with time, so the first by id is the oldest.
      collection.findOne(filter, {
        sort: { _id: 1 },
        hint: DESK_INDEX,
        projection: { createdAt: 1, _id: 0 },
      }),
    ])
    return { count, since: first?.createdAt ?? null }
  }

  return {
    /** Letters at the operator's desk by state, and when the oldest of each was accepted. Reads the index alone. */
    async deskFigures(limit: number): Promise<Record<DeskState, Waiting>> {
      const figures = await Promise.all(
        DESK_STATES.map(async (state) => [state, await atDeskIn(state, limit)]),
      )
      return Object.fromEntries(figures) as Record<DeskState, Waiting>
    },

    /** Withdrawals that are owed at agents, and when the first of them is due. Reads `limit` rows at most. */
    async withdrawalFigures(limit: number): Promise<Waiting> {
      const [count, first] = await Promise.all([
        collection.countDocuments({ withdrawOwed: true }, { limit, hint: 'withdrawals-due' }),
        collection.findOne(
          { withdrawOwed: true, 'withdrawal.at': { $type: 'date' } },
          { sort: { 'withdrawal.at': 1 }, projection: { 'withdrawal.at': 1 } },
        ),
      ])
      return { count, since: first?.withdrawal?.at ?? null }
    },

    /** Clocks that were due before the instant and that no run has looked at. Reads `limit` rows at most. */
    async clockFigures(before: Date, limit: number): Promise<Waiting> {
      const late = { owes: true, dueAt: { $lte: before } }
      const [count, first] = await Promise.all([
        collection.countDocuments(late, { limit, hint: 'overdue' }),
        collection.findOne(late, { sort: { dueAt: 1 }, projection: { dueAt: 1 } }),
      ])
      return { count, since: first?.dueAt ?? null }
    },
  }
}
