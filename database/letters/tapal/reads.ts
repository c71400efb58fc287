// Reading tapals: one, and those of a dispatch.

import type { Rows } from '../../common/collection'
import type { CountByState } from '../../../domain/letters/dispatch/dispatch'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { TapalState } from '../../../domain/letters/tapal/states'
import { FOLLOWED_INDEX, isUnfollowed, type Unfollowed } from '../../common/followed'
import { type Page, pageAbove, type RisingPage } from '../../common/page'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

/** The first row of a recipient, as far as it says for whom it was written. */
export type StandingRow = Pick<Tapal, 'office' | 'seat' | 'addressedTo' | 'why'>

/** The part of the repository that reads tapals for pages and runs. */
export function tapalReads(collection: Rows<TapalRow>) {
  return {
    async byId(id: string): Promise<Tapal | null> {
      const row = await collection.findOne({ _id: id })
      return row ? asTapal(row) : null
    },

    async byIds(ids: readonly string[]): Promise<Tapal[]> {
      const rows = await collection.find({ _id: { $in: ids } }).toArray()
      return rows.map((row) => asTapal(row))
    },

    /** The tapals of a dispatch in the order of its recipients, `limit` at most, above a given id. */
    async ofDispatch(dispatch: string, limit = 1000, above = ''): Promise<Tapal[]> {
      const rows = await collection
        .find({ dispatch, _id: { $gt: above } }, { sort: { _id: 1 }, limit })
        .toArray()
      return rows.map((row) => asTapal(row))
    },

    /** A page of the tapals of a dispatch in the order of its recipients, above a given id. */
    pageOfDispatch: (dispatch: string, page: RisingPage): Promise<Page<Tapal>> =>
      pageAbove((...asked) => collection.find(...asked), { dispatch }, page, asTapal),

    /** To whom the letter has gone already, and why: the first rows of its recipients. */
    async standing(dispatch: string): Promise<StandingRow[]> {
      const projection = { _id: 0, office: 1, seat: 1, addressedTo: 1, why: 1 }
      const rows = await collection
        .find<StandingRow>({ dispatch, hop: 0 }, { projection, batchSize: 5_000 })
        .toArray()
      return rows
    },

    /** How many tapals of each dispatch are in which state. */
    async counts(dispatches: readonly string[]): Promise<Map<string, CountByState>> {
      const rows = await collection
        .aggregate<{ _id: { dispatch: string; state: keyof CountByState }; n: number }>([
          { $match: { dispatch: { $in: dispatches } } },
          { $group: { _id: { dispatch: '$dispatch', state: '$state' }, n: { $sum: 1 } } },
        ])
        .toArray()
      const counts = new Map<string, CountByState>()
      for (const { _id, n } of rows) counts.set(_id.dispatch, { ...counts.get(_id.dispatch), [_id.state]: n })
      return counts
    },

    /** Whether a tapal of the dispatch is in one of the states, or whether there is any. */
    async hasState(dispatch: string, states?: readonly TapalState[]): Promise<boolean> {
      const filter = { dispatch, ...(states ? { state: { $in: states } } : {}) }
      return (await collection.findOne(filter, { projection: { _id: 1 } })) !== null
    },

    /** Dispatches of which these offices and seats hold a tapal that bears the key of a document; a hundred at most. */
    async lettersHeld(documentKey: string, reach: { offices: string[]; seats: string[] }): Promise<string[]> {
      const rows = await collection
        .find(
          {
            documentKeys: documentKey,
            $or: [
              { office: { $in: reach.offices } },
              { seat: { $in: reach.seats } },
              { escalatedTo: { $in: reach.seats } },
            ],
            state: { $nin: ['recalled', 'cancelled'] },
          },
          { limit: 100, projection: { dispatch: 1 } },
        )
        .toArray()
      return [...new Set(rows.map(({ dispatch }) => dispatch))]
    },

    /** Tapals whose latest events are not yet in the audit log, feed and notices, with those events alone. */
    async unfollowed({ limit, ...which }: Unfollowed): Promise<Tapal[]> {
      const isNew = { $gt: ['$$event.sequence', '$followedTo'] }
      const rows = await collection
        .aggregate<TapalRow>(
          [
            { $match: isUnfollowed(which) },
            { $sort: { _id: 1 } },
            { $limit: limit },
            { $set: { events: { $filter: { input: '$events', as: 'event', cond: isNew } } } },
          ],
          { hint: FOLLOWED_INDEX },
        )
        .toArray()
      return rows.map((row) => asTapal(row))
    },
  }
}
