// The inbox of a seat: what was sent to it, and what rose to it from seats below.

import type { PipelineStage } from 'mongoose'
import type { Rows } from '../../common/collection'
import { type InboxView, INBOX_VIEWS } from '../../../domain/letters/tapal/inbox'
import { liesSince, RISE_PLACES } from '../../../domain/letters/tapal/risen'
import { TAKEN_STATES, TAPAL_STATES, UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { type Page, pageIn, type PageRequest } from '../../common/page'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

type Filter = Record<string, unknown>
type Keys = Exclude<PipelineStage, PipelineStage.Merge | PipelineStage.Out>[]

/** Rows of one index that lie in an inbox, and the field that says since when. */
interface Branch {
  since: string
  filter: Filter
}

/** A part of an inbox: when a row came there that is in it, any of these. The parts follow on one another. */
type Part = (since: string) => Filter[]

/** Each is named, for an index that is ordered by state is of no use to what excludes some. */
const ARRIVED = TAPAL_STATES.filter(
  (state) => !([...UNDELIVERED_STATES, 'failed', 'recalled', 'cancelled'] as string[]).includes(state),
)
const arrived = { $in: ARRIVED }
const owes = { $in: [true, false] }

/** The rows of a view: those of the seat itself, and those that rose to it. `endOfDay` is the end of today in Kerala. */
function viewed(seat: string, view: InboxView, { now, endOfDay }: { now: Date; endOfDay: Date }): Branch[] {
  const own = (filter: Filter): Branch => ({ since: 'deliveredAt', filter: { seat, ...filter } })
  const risen = (filter: Filter): Branch[] =>
    RISE_PLACES.map((place, i) => ({
      since: `roseAt.${place}`,
      filter: { [`escalatedTo.${i}`]: seat, ...filter },
    }))
  const all = (filter: Filter): Branch[] => [own(filter), ...risen(filter)]
  const waiting = { owes: true, state: 'delivered' }
  switch (view) {
    case 'all':
      return all({ owes, state: arrived })
    case 'unread':
      return all({ owes, state: 'delivered' })
    case 'due-today':
      return all({ ...waiting, dueAt: { $gt: now, $lte: endOfDay } })
    case 'overdue':
      // What rose is overdue, below and above.
      return [
        own({ ...waiting, level: { $gt: 0 } }),
        own({ ...waiting, level: 0, dueAt: { $lte: now } }),
        ...risen(waiting),
      ]
    case 'for-information':
      return all({ owes, state: arrived, purpose: 'information' })
    case 'escalated':
      return risen({ owes, state: 'delivered' })
    case 'taken':
      return all({ owes, state: { $in: [...TAKEN_STATES] } })
  }
}

/** The part of the repository that reads inboxes. */
export function tapalInbox(collection: Rows<TapalRow>) {
  return {
    /**
     * A page of the inbox of a seat, newest first: by when the letter came to its office, and in the inbox of a seat above by
     * when it rose to that seat. So neither a letter that waited for days nor one that has just risen is hidden among those
     * of its acceptance, and none moves between two pages.
     */
    async inbox(
      seat: string,
      view: InboxView,
      at: { now: Date; endOfDay: Date },
      page: PageRequest,
    ): Promise<Page<Tapal>> {
      const branches = viewed(seat, view, at)
      const parts = await behind(seat, page.below)
      return pageIn(rowsOf(branches, parts, page.limit + 1), page.limit, asTapal)
    },

    /** How many tapals each view of a seat holds, counted up to 1,000. */
    async inboxCounts(seat: string, at: { now: Date; endOfDay: Date }): Promise<Record<InboxView, number>> {
      const counts = await Promise.all(
        INBOX_VIEWS.map((view) => {
          const anyBranch = { $or: viewed(seat, view, at).map(({ filter }) => filter) }
          return collection.countDocuments(anyBranch, { limit: 1000 })
        }),
      )
      return Object.fromEntries(INBOX_VIEWS.map((view, i) => [view, counts[i]!])) as Record<InboxView, number>
    },
  }

  /** So many rows at most, part after part. */
  async function* rowsOf(
    branches: readonly Branch[],
    parts: readonly Part[],
    most: number,
  ): AsyncGenerator<TapalRow> {
    let left = most
    for (const part of parts) {
      if (left === 0) return
      const inPart = branches.flatMap(({ since, filter }) =>
        part(since).map((came) => newestKeys({ ...filter, ...came }, since, left)),
      )
      for await (const row of collection.aggregate<TapalRow>(
        newestRows(collection.collectionName, inPart, left),
      )) {
        left -= 1
        yield row
      }
    }
  }

  /**
   * What comes behind the tapal in an inbox: of the rows that came there at an instant, and of the others, which stand last.
   * These were refused on their way, or rose before instants were kept. Asked one after the other, each by bounds of the index.
   */
  async function behind(seat: string, below: string | undefined): Promise<Part[]> {
    const dated: Part = (since) => [{ [since]: { $type: 'date' } }]
    const undated: Part = (since) => [{ [since]: null }]
    if (below === undefined) return [dated, undated]
    const last = await collection.findOne({ _id: below }, { projection: PLACED })
    if (!last) return []
    const at = liesSince(asTapal(last), seat)
    const sameInstant = (since: string): Filter => ({ [since]: at, _id: { $lt: below } })
    if (at === null) return [(since) => [sameInstant(since)]]
    return [(since) => [sameInstant(since), { [since]: { $lt: at } }], undated]
  }
}

/** The fields that say since when a row lies in an inbox. */
const PLACED = { seat: 1, deliveredAt: 1, escalatedTo: 1, roseAt: 1, events: 1 } as const

/** The ids of the newest rows of a branch, read off the keys of its index. */
function newestKeys(filter: Filter, since: string, limit: number): Keys {
  return [
    { $match: filter },
    { $sort: { [since]: -1, _id: -1 } },
    { $limit: limit },
    { $project: { since: { $ifNull: [`$${since}`, null] } } },
  ]
}

/** The newest rows of several branches, of which whole rows are read of these alone. */
function newestRows(collection: string, [first, ...others]: readonly Keys[], limit: number): PipelineStage[] {
  return [
    ...first!,
    ...others.map((pipeline) => ({ $unionWith: { coll: collection, pipeline } })),
    { $sort: { since: -1, _id: -1 } },
    { $limit: limit },
    { $lookup: { from: collection, localField: '_id', foreignField: '_id', as: 'row' } },
    { $unwind: '$row' },
    { $replaceWith: '$row' },
  ]
}
