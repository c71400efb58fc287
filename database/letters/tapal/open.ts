// What of tapals is open, for who hands a seat over: those that lie in it, and when letters it sent are due.

import type { Connection, mongo } from 'mongoose'
import { ENDED_STATES, TAPAL_STATES, type TapalState } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { AT_ONCE, collectionOf, type Declaration, withId } from '../../common/collection'
import type { TapalRow } from './schema'

const OPEN = TAPAL_STATES.filter((state) => !(ENDED_STATES as readonly TapalState[]).includes(state))

/** For information nothing is owed but to be read. */
const UNREAD: readonly TapalState[] = ['routed', 'handed-over', 'delivered', 'failed']

export type LyingTapal = Pick<Tapal, 'id' | 'dispatch' | 'state' | 'dueAt'>

/** The part of the repository that reads what a handover of a seat lists. */
export function tapalOpen(connection: Connection, declaration: Declaration<TapalRow>) {
  const collection = collectionOf(connection, declaration)
  /** A look-up of one tapal of a dispatch that fits, by index; `order` also names the field that is wanted of it. */
  const firstOf = (as: string, fits: object, order: Record<string, 1> = { _id: 1 }) => ({
    $lookup: {
      from: declaration.name,
      localField: '_id',
      foreignField: 'dispatch',
      pipeline: [
        { $match: fits },
        ...('_id' in order ? [] : [{ $sort: order }]),
        { $limit: 1 },
        { $project: order },
      ],
      as,
    },
  })
  /** Each of the dispatches with what is looked up of it, in one round trip. */
  const ofEach = async <Found>(
    dispatches: readonly string[],
    lookUps: object[],
  ): Promise<(Found & { _id: string })[]> => {
    if (dispatches.length === 0) return []
    const pipeline = [{ $documents: dispatches.map((_id) => ({ _id })) }, ...lookUps]
    return connection.db!.aggregate<Found & { _id: string }>(pipeline, AT_ONCE).toArray()
  }
  return {
    /** The tapals that lie in the seat or rose to it, `limit` at most; how many there are of all, and how many are overdue. */
    async lyingIn(
      seat: string,
      now: Date,
      limit: number,
    ): Promise<{ items: LyingTapal[]; count: number; overdue: number }> {
      const lying: mongo.Filter<TapalRow> = {
        $or: [
          { seat, owes: { $in: [true, false] }, state: { $in: OPEN } },
          { escalatedTo: seat, owes: true },
        ],
      }
      const [rows, count, overdue] = await Promise.all([
        collection
          .find<Pick<TapalRow, '_id' | 'dispatch' | 'state' | 'dueAt'>>(lying, {
            limit,
            projection: { dispatch: 1, state: 1, dueAt: 1 },
          })
          .toArray(),
        collection.countDocuments(lying),
        collection.countDocuments({ $and: [lying, { owes: true, dueAt: { $lte: now } }] }),
      ])
      return { items: rows.map(withId), count, overdue }
    },

    /** Which of the offices or seats have tapals that somebody must still act on, or for information ones nobody has read. */
    async withOpen(field: 'office' | 'seat', ids: readonly string[]): Promise<Set<string>> {
      if (ids.length === 0) return new Set()
      const open = {
        [field]: { $in: ids },
        $or: [
          { state: { $in: OPEN }, purpose: 'action' as const },
          { state: { $in: [...UNREAD] }, purpose: 'information' as const },
        ],
      }
      return new Set((await collection.distinct(field, open as mongo.Filter<TapalRow>)) as string[])
    },

    /**
     * The earliest instant at which something of each dispatch is due; those of which nothing is are left out. Of each
     * one row is read, by index: a circular may have tens of thousands that are owed.
     */
    async firstDue(dispatches: readonly string[]): Promise<Map<string, Date>> {
      const dueTapals = firstOf('first', { owes: true, dueAt: { $type: 'date' } }, { dueAt: 1 })
      const rows = await ofEach<{ first: { dueAt: Date }[] }>(dispatches, [dueTapals])
      return new Map(rows.flatMap(({ _id, first }) => first.map(({ dueAt }) => [_id, dueAt] as const)))
    },

    /** Which of these dispatches have tapals of which nothing is owed any more. Of each three rows are read at most. */
    async settled(dispatches: readonly string[]): Promise<Set<string>> {
      const rows = await ofEach<{ any: unknown[]; owed: unknown[]; withdrawals: unknown[] }>(dispatches, [
        firstOf('any', {}),
        firstOf('owed', { owes: true }),
        firstOf('withdrawals', { withdrawOwed: true }),
      ])
      return new Set(
        rows.flatMap(({ _id, any, owed, withdrawals }) =>
          any.length > 0 && owed.length + withdrawals.length === 0 ? [_id] : [],
        ),
      )
    },
  }
}
