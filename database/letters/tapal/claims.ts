// Claims: who hands over which tapals at this moment; an expired claim is in doubt and may be taken over.

import type { mongo } from 'mongoose'
import { BATCH, batchesOf } from '../../common/batches'
import type { Rows } from '../../common/collection'
import { faultsByRow } from '../../common/errors'
import type { Mechanism } from '../../../domain/letters/systems'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { changePipeline } from './change'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

/** What to drain: a lane of a dispatch, or all parked tapals of an endpoint. */
export type Drain =
  | { dispatch: string; mechanism: Mechanism; shard: number }
  | { endpoint: string; parked: true }

/** A claimed tapal; `inDoubt` when an earlier claim ran out, so the system may have it already. */
export interface Claimed {
  tapal: Tapal
  inDoubt: boolean
}

export interface ClaimAnswer {
  claimed: Claimed[]
  /** Nothing was free: when the earliest waiting row may be tried, or null when no row is left. */
  waitUntil: Date | null
  /** Besides the claimed rows none was left to drain, waiting or in another's hands. */
  all: boolean
}

/** The part of the repository that claims tapals for delivery and gives them back. */
export function tapalClaims(collection: Rows<TapalRow>) {
  return {
    /**
     * Claims up to `limit` due tapals until the given instant and counts the try.
     * Two claimants never get the same row: the update repeats the condition and each reads back its own.
     */
    async claim(
      drain: Drain,
      options: { claimId: string; now: Date; until: Date; limit: number; not?: readonly string[] },
    ): Promise<ClaimAnswer> {
      const { claimId, now, until, limit } = options
      const base = { ...scopeOf(drain, options.not ?? []), nextAttemptAt: { $type: 'date' } }
      const sort: mongo.Sort = 'dispatch' in drain ? { nextAttemptAt: 1 } : { rank: -1, createdAt: 1 }
      const rowsWhere = async (filter: Record<string, unknown>): Promise<TapalRow[]> =>
        await collection.find(filter, { sort, limit, batchSize: limit }).toArray()
      const unclaimed = { $or: [{ claim: null }, { 'claim.until': { $lte: now } }] }
      const isFree = (row: TapalRow): boolean =>
        row.nextAttemptAt! <= now && (row.claim === null || row.claim.until <= now)
      const firstRows = await rowsWhere(base)
      let free = firstRows.filter(isFree)
      // Rows in others' hands, or waiting ones, must not hide the free rows behind them.
      if (firstRows.length === limit && free.length < limit)
        free = await rowsWhere({ ...base, nextAttemptAt: { $type: 'date', $lte: now }, ...unclaimed })
      if (free.length === 0)
        return { claimed: [], waitUntil: earliest(firstRows, now), all: firstRows.length === 0 }
      const result = await collection.updateMany(
        {
          _id: { $in: free.map((row) => row._id) },
          nextAttemptAt: { $type: 'date' },
          ...unclaimed,
        },
        { $set: { claim: { id: claimId, until } }, $inc: { attempts: 1 } },
      )
      const mine = result.modifiedCount === free.length ? null : await heldBy(claimId, free)
      const claimed = free
        .filter((row) => mine === null || mine.has(row._id))
        .map((row) => ({
          tapal: asTapal({ ...row, claim: { id: claimId, until }, attempts: row.attempts + 1 }),
          inDoubt: row.claim !== null || row.state === 'handed-over',
        }))
      const all = !options.not?.length && firstRows.length < limit && claimed.length === firstRows.length
      return { claimed, waitUntil: null, all }
    },

    /** Holds claimed rows until a later instant; rows that were settled or taken over meanwhile stay as they are. */
    async renew(claimId: string, ids: readonly string[], until: Date): Promise<void> {
      await collection.updateMany(
        { _id: { $in: ids }, 'claim.id': claimId },
        { $set: { 'claim.until': until } },
      )
    },

    /**
     * Frees claimed rows that were not tried after all, and takes the counted try back. What was in doubt when it was
     * claimed stays so: its claim ends now, as one does whose holder died.
     */
    async release(claimId: string, claimed: readonly Claimed[], now: Date): Promise<void> {
      const free = async (some: readonly Claimed[], left: Record<string, unknown>): Promise<void> => {
        if (some.length === 0) return
        const ids = some.map(({ tapal }) => tapal.id)
        await collection.updateMany(
          { _id: { $in: ids }, 'claim.id': claimId },
          { $set: left, $inc: { attempts: -1 } },
        )
      }
      await free(
        claimed.filter(({ inDoubt }) => !inDoubt),
        { claim: null },
      )
      await free(
        claimed.filter(({ inDoubt }) => inDoubt),
        { 'claim.until': now },
      )
    },

    /**
     * Rows whose outcome could not be written are not tried before their instant; they are in doubt, as those whose holder
     * died. What was settled or taken over meanwhile stays as it is, and so does a row that takes no write at all.
     */
    async setAside(rows: readonly { id: string; claimId: string; until: Date }[], now: Date): Promise<void> {
      if (rows.length === 0) return
      const operations = rows.map(({ id, claimId, until }) => ({
        updateOne: {
          filter: { _id: id, 'claim.id': claimId, nextAttemptAt: { $type: 'date' as const } },
          update: { $set: { nextAttemptAt: until, 'claim.until': now } },
        },
      }))
      try {
        await collection.bulkWrite(operations, { ordered: false })
      } catch (error) {
        faultsByRow(error, rows.length)
      }
    },

    /** The offices of what is parked at the endpoint and its system cannot have: nobody has it in hand or in doubt. */
    parkedOffices: (endpoint: string): Promise<string[]> =>
      collection.distinct('office', certainlyParked(endpoint)),

    /** What is parked there for these offices and the system cannot have, in pieces. */
    async *parkedLetters(
      endpoint: string,
      offices: readonly string[],
    ): AsyncGenerator<Pick<Tapal, 'id' | 'office' | 'dispatch'>[]> {
      const filter = { ...certainlyParked(endpoint), office: { $in: [...offices] } }
      const rows = collection.find(filter, { projection: { office: 1, dispatch: 1 }, batchSize: BATCH })
      for await (const some of batchesOf(rows))
        yield some.map(({ _id, office, dispatch }) => ({ id: _id, office, dispatch }))
    },

    /** Applies the change to those that are parked there and the system cannot have; returns how many changed. */
    async changeParked(endpoint: string, ids: readonly string[], change: TapalChange): Promise<number> {
      const filter = { ...certainlyParked(endpoint), _id: { $in: [...ids] } }
      return (await collection.updateMany(filter, changePipeline(change))).modifiedCount
    },

    /**
     * Parks all waiting tapals of a paused endpoint that nobody has in hand; returns how many. They waited because it was
     * down: all are due as soon as it is back.
     */
    async park(endpoint: string, now: Date): Promise<number> {
      const result = await collection.updateMany(
        {
          endpoint,
          parked: false,
          nextAttemptAt: { $type: 'date' },
          $or: [{ claim: null }, { 'claim.until': { $lte: now } }],
        },
        [
          {
            $set: {
              parked: true,
              nextAttemptAt: now,
              trouble: { $cond: [{ $gt: ['$trouble', ''] }, '$trouble', 'endpoint-paused'] },
            },
          },
        ],
      )
      return result.modifiedCount
    },

    /** Nothing that waits for the endpoint outside its drain is tried before the instant. */
    async putOff(endpoint: string, now: Date, until: Date): Promise<void> {
      await collection.updateMany(
        {
          endpoint,
          parked: false,
          nextAttemptAt: { $type: 'date', $lt: until },
          $or: [{ claim: null }, { 'claim.until': { $lte: now } }],
        },
        { $set: { nextAttemptAt: until } },
      )
    },

    /** What was put off while the endpoint was down is due now that it is back. */
    async dueNow(endpoint: string, now: Date): Promise<void> {
      await collection.updateMany(
        { endpoint, parked: true, nextAttemptAt: { $type: 'date', $gt: now } },
        { $set: { nextAttemptAt: now } },
      )
    },

    /** The endpoints at which tapals are parked; one key of the index is read for each. */
    endpointsWithParked: (): Promise<string[]> => collection.distinct('endpoint', { parked: true }),

    /** How many tapals are parked at the endpoint, and since when the oldest waits. */
    async parked(endpoint: string): Promise<{ count: number; since: Date | null }> {
      const filter: mongo.Filter<TapalRow> = { endpoint, parked: true, nextAttemptAt: { $type: 'date' } }
      const [count, oldest] = await Promise.all([
        collection.countDocuments(filter),
        collection.findOne(filter, { sort: { createdAt: 1 }, projection: { createdAt: 1 } }),
      ])
      return { count, since: oldest?.createdAt ?? null }
    },
  }

  async function heldBy(claimId: string, among: readonly TapalRow[]): Promise<Set<string>> {
    const filter = { _id: { $in: among.map((row) => row._id) }, 'claim.id': claimId }
    const rows = await collection.find(filter, { projection: { _id: 1 } }).toArray()
    return new Set(rows.map((row) => String(row._id)))
  }
}

const certainlyParked = (endpoint: string): mongo.Filter<TapalRow> => ({
  endpoint,
  parked: true,
  nextAttemptAt: { $type: 'date' },
  state: 'routed',
  claim: null,
})

/** The rows of the drain, without those of the endpoints in `not`. */
function scopeOf(drain: Drain, not: readonly string[]): Record<string, unknown> {
  const others = not.length > 0 ? { $nin: not } : {}
  if ('endpoint' in drain) return { parked: true, endpoint: { $eq: drain.endpoint, ...others } }
  return { ...drain, parked: false, ...(not.length > 0 ? { endpoint: others } : {}) }
}

function earliest(rows: readonly TapalRow[], now: Date): Date | null {
  let first: Date | null = null
  for (const row of rows) {
    const isClaimed = row.claim !== null && row.claim.until > now
    const at = isClaimed ? row.claim!.until : row.nextAttemptAt!
    if (first === null || at < first) first = at
  }
  return first
}
