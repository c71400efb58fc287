// What lies ready for agents that come for their letters: given out under a lease, to one at a time.

import type { mongo } from 'mongoose'
import type { Rows } from '../../common/collection'
import type { VisitingSystem } from '../../../domain/letters/systems'
import type { Lease } from '../../../domain/letters/tapal/lease'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { SHELF_INDEX, type TapalRow } from './schema'
import { asTapal } from './writes'

/** Whose letters: what lies at the endpoint of an agent for the offices of its key. */
export interface Shelf {
  endpoint: string
  offices: readonly string[]
}

/** A tapal that was given out. */
export type GivenTapal = Tapal & { lease: Lease }

/** A letter that was recalled while the agent had it. */
export type RecalledTapal = Pick<Tapal, 'id' | 'office' | 'reference'> & { at: Date | null }

type Filter = mongo.Filter<TapalRow>

const MECHANISM: VisitingSystem = 'pull'
/** The urgent ones first; those of a seat in the order in which they came. */
const IN_ORDER = { rank: -1, createdAt: 1, _id: 1 } as const
/** Callers that come at once meet at the same first rows; who got none of them looks again. */
const LOOKS = 8

/** It was laid out, and nobody has said yet what became of it; what waits for a try is not laid out yet. */
const laidOut = (endpoint: string): Filter => ({
  endpoint,
  mechanism: MECHANISM,
  state: 'handed-over',
  nextAttemptAt: null,
})

/** The part of the repository that gives tapals out to agents that come for them. */
export function tapalShelf(collection: Rows<TapalRow>) {
  const find = (filter: Filter, limit: number): Promise<TapalRow[]> =>
    collection.find(filter, { sort: IN_ORDER, limit, batchSize: limit, hint: SHELF_INDEX }).toArray()

  return {
    /** How many letters lie ready since before the instant at each of these endpoints; of very many the first are counted. */
    async waitingSince(
      endpoints: readonly string[],
      before: Date,
      limit: number,
    ): Promise<Map<string, number>> {
      const groups = await collection
        .aggregate<{ _id: string; count: number }>(
          [
            { $match: { ...laidOut(''), endpoint: { $in: [...endpoints] }, createdAt: { $lt: before } } },
            { $limit: limit },
            { $group: { _id: '$endpoint', count: { $sum: 1 } } },
          ],
          { hint: SHELF_INDEX },
        )
        .toArray()
      return new Map(groups.map(({ _id, count }) => [_id, count]))
    },

    /**
     * Gives out up to `limit` letters that nobody has, until the given instant; a lease that ran out counts no more. No two
     * callers get the same one: the update repeats the condition, and each reads back its own.
     */
    async giveOut(
      { endpoint, offices }: Shelf,
      { id, now, until, limit }: { id: string; now: Date; until: Date; limit: number },
    ): Promise<{ given: GivenTapal[]; more: boolean }> {
      const free: Filter = {
        ...laidOut(endpoint),
        office: { $in: [...offices] },
        $or: [{ lease: null }, { 'lease.until': { $lte: now } }],
      }
      for (let looks = 1; ; looks += 1) {
        const found = await find(free, limit + 1)
        const rows = found.slice(0, limit)
        if (rows.length === 0) return { given: [], more: false }
        const ids = rows.map(({ _id }) => _id)
        const given = { $add: [{ $ifNull: ['$lease.given', 0] }, 1] }
        const lease = { id: { $literal: id }, until, given }
        const result = await collection.updateMany({ _id: { $in: ids }, ...free }, [{ $set: { lease } }])
        const mine = result.modifiedCount === rows.length ? null : await heldBy(endpoint, { id, until }, ids)
        const own = rows.filter(({ _id }) => mine === null || mine.has(_id))
        if (own.length === 0 && looks < LOOKS) continue
        const tapals = own.map((row) => asGiven(row, { id, until, given: (row.lease?.given ?? 0) + 1 }))
        return { given: tapals, more: found.length > limit || own.length < rows.length }
      }
    },

    /** The letters that the lease gave out, as long as it lasts and nobody has said what became of them. */
    async givenBy({ endpoint, offices }: Shelf, id: string, now: Date, limit: number): Promise<GivenTapal[]> {
      const filter: Filter = {
        ...laidOut(endpoint),
        office: { $in: [...offices] },
        'lease.id': id,
        'lease.until': { $gt: now },
      }
      return (await find(filter, limit)).map((row) => asGiven(row, row.lease!))
    },

    /** Whether the lease holds now until the instant; not where the letter was given out anew, or is on no shelf any more. */
    async extendLease(tapal: string, endpoint: string, id: string, until: Date): Promise<boolean> {
      const filter: Filter = { _id: tapal, ...laidOut(endpoint), 'lease.id': id }
      return (await collection.updateOne(filter, { $set: { 'lease.until': until } })).matchedCount === 1
    },

    /** Whether an agent may have the letter: it was given out once, or the agent said that it has it. */
    async wasGivenOut(tapal: string): Promise<boolean> {
      const row = await collection.findOne({ _id: tapal }, { projection: { lease: 1, deliveredAt: 1 } })
      return row !== null && (!!row.lease || !!row.deliveredAt)
    },

    /** Letters that were recalled while the agent may have had them, and of which it has not said that it gives them back. */
    async recalledFrom({ endpoint, offices }: Shelf, limit: number): Promise<RecalledTapal[]> {
      const filter: Filter = {
        endpoint,
        mechanism: MECHANISM,
        withdrawOwed: true,
        office: { $in: [...offices] },
        $or: [{ lease: { $ne: null } }, { deliveredAt: { $ne: null } }],
      }
      const rows = await collection.find(filter, { sort: { _id: 1 }, limit }).toArray()
      return rows.map(({ _id, office, reference, events }) => {
        const at = events.findLast(({ to, kind }) => kind === 'state' && to === 'recalled')?.at ?? null
        return { id: _id, office, reference, at }
      })
    },

    /**
     * What nobody has fetched is parked at its endpoint, which is gone: its run moves it to another way. What an agent has, or
     * may have, stays its own.
     */
    async takeOffShelf(endpoint: string, now: Date): Promise<void> {
      await collection.updateMany(
        { ...laidOut(endpoint), lease: null },
        { $set: { parked: true, nextAttemptAt: now, trouble: 'gone' } },
      )
    },
  }

  async function heldBy(
    endpoint: string,
    { id, until }: Pick<Lease, 'id' | 'until'>,
    among: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const lease = { 'lease.id': id, 'lease.until': until }
    const filter: Filter = { ...laidOut(endpoint), _id: { $in: [...among] }, ...lease }
    const rows = await collection.find(filter, { projection: { _id: 1 } }).toArray()
    return new Set(rows.map(({ _id }) => _id))
  }
}

function asGiven(row: TapalRow, lease: Lease): GivenTapal {
  return { ...asTapal(row), lease }
}
