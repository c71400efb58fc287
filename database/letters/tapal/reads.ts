// Reading tapals: one, those of a dispatch, and the inbox of a seat.

import type { mongo } from 'mongoose'
import type { Rows } from '../../common/collection'
import type { CountByState } from '../../../domain/letters/dispatch/dispatch'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { type InboxView, INBOX_VIEWS } from '../../../domain/letters/tapal/inbox'
import {
  TAKEN_STATES,
  TAPAL_STATES,
  UNDELIVERED_STATES,
  type TapalState,
} from '../../../domain/letters/tapal/states'
import { FOLLOWED_INDEX, isUnfollowed, type Unfollowed } from '../../common/followed'
import { type Page, pageAbove, pageIn, type PageRequest, type RisingPage } from '../../common/page'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

/** The first row of a recipient, as far as it says for whom it was written. */
export type StandingRow = Pick<Tapal, 'office' | 'seat' | 'addressedTo' | 'why'>

/** Each is named, for an index that is ordered by state is of no use to what excludes some. */
const ARRIVED = TAPAL_STATES.filter(
  (state) => !([...UNDELIVERED_STATES, 'failed', 'recalled', 'cancelled'] as string[]).includes(state),
)
const arrived = { $in: ARRIVED }
const owes = { $in: [true, false] }

/** The rows of a view; `endOfDay` is the end of today in Kerala. */
function viewFilter(seat: string, view: InboxView, now: Date, endOfDay: Date): Record<string, unknown> {
  const own = { $or: [{ seat }, { escalatedTo: seat }] }
  switch (view) {
    case 'all':
      return { ...own, owes, state: arrived }
    case 'unread':
      return { ...own, owes, state: 'delivered' }
    case 'due-today':
      return { ...own, state: 'delivered', owes: true, dueAt: { $gt: now, $lte: endOfDay } }
    case 'overdue':
      return {
        ...own,
        state: 'delivered',
        owes: true,
        $and: [{ $or: [{ level: { $gt: 0 } }, { dueAt: { $lte: now } }] }],
      }
    case 'for-information':
      return { ...own, owes, state: arrived, purpose: 'information' }
    case 'escalated':
      return { escalatedTo: seat, owes, state: 'delivered' }
    case 'taken':
      return { ...own, owes, state: { $in: [...TAKEN_STATES] } }
  }
}

/**
 * The rows of a view that are also as the conditions say. They stand in each branch of the view, for only so they bound what
 * is read of the index of each.
 */
function within(
  { $or, ...rest }: Record<string, unknown>,
  ...conditions: Record<string, unknown>[]
): Record<string, unknown> {
  const both = (part: Record<string, unknown>) => Object.assign({}, part, ...conditions) as typeof part
  return Array.isArray($or) ? { ...rest, $or: ($or as Record<string, unknown>[]).map(both) } : both(rest)
}

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

    /**
     * A page of the inbox of a seat, newest first: by when the letter came to its office, which never changes, so that a
     * letter that waited for days is not hidden among those of its acceptance, and none moves between two pages.
     */
    async inbox(
      seat: string,
      view: InboxView,
      at: { now: Date; endOfDay: Date },
      page: PageRequest,
    ): Promise<Page<Tapal>> {
      const filter = viewFilter(seat, view, at.now, at.endOfDay)
      const [dated, undated] = await behind(page.below)
      return pageIn(rowsOf(filter, page.limit + 1, dated, undated), page.limit, asTapal)
    },

    /** How many tapals each view of a seat holds, counted up to 1,000. */
    async inboxCounts(seat: string, at: { now: Date; endOfDay: Date }): Promise<Record<InboxView, number>> {
      const counts = await Promise.all(
        INBOX_VIEWS.map((view) =>
          collection.countDocuments(viewFilter(seat, view, at.now, at.endOfDay), {
            limit: 1000,
          }),
        ),
      )
      return Object.fromEntries(INBOX_VIEWS.map((view, i) => [view, counts[i]!])) as Record<InboxView, number>
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

  /** So many rows at most: those that came to an office by when they did, and behind them the others. */
  async function* rowsOf(
    filter: Record<string, unknown>,
    most: number,
    dated: Record<string, unknown>[] | null,
    undated: Record<string, unknown>,
  ): AsyncGenerator<TapalRow> {
    let left = most
    if (dated !== null) {
      const sort: mongo.Sort = { deliveredAt: -1, _id: -1 }
      for await (const row of collection.find(within(filter, ...dated), { sort, limit: left })) {
        left -= 1
        yield row
      }
    }
    // What was refused on its way came to no office: it stands last.
    if (left > 0) yield* collection.find(within(filter, undated), { sort: { _id: -1 }, limit: left })
  }

  /**
   * What comes behind the tapal in an inbox: of the rows that came to an office at an instant, and of the others. Asked one
   * after the other, each by bounds of the index.
   */
  async function behind(
    below: string | undefined,
  ): Promise<[dated: Record<string, unknown>[] | null, undated: Record<string, unknown>]> {
    if (below === undefined) return [[{ deliveredAt: { $type: 'date' } }], { deliveredAt: null }]
    const last = await collection.findOne({ _id: below }, { projection: { deliveredAt: 1 } })
    if (!last) return [null, { _id: { $in: [] } }]
    const { deliveredAt } = last
    if (deliveredAt === null) return [null, { deliveredAt, _id: { $lt: below } }]
    const sameInstant = { deliveredAt, _id: { $gte: below } }
    return [[{ deliveredAt: { $lte: deliveredAt } }, { $nor: [sameInstant] }], { deliveredAt: null }]
  }
}
