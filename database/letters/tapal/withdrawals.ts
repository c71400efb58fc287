// Withdrawals that are owed at agents: which are due, and when each is asked again.

import type { Rows } from '../../common/collection'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import type { Tapal, Withdrawal } from '../../../domain/letters/tapal/tapal'
import { changePipeline } from './change'
import type { TapalRow } from './schema'

/** What is asked of an agent for one tapal. */
export type OwedWithdrawal = Pick<Tapal, 'id' | 'mechanism' | 'reference' | 'withdrawal'>

/** What is owed of a dispatch at one endpoint. */
export interface OwedAt {
  endpoint: string
  /** When the first of them may be asked; a claim of the hand-over must have ended before. */
  next: Date
}

const LONG_AGO = new Date(0)
const FIELDS = { mechanism: 1, reference: 1, withdrawal: 1 } as const

const askedBy = (now: Date) => ({ $or: [{ 'withdrawal.at': { $lte: now } }, { 'withdrawal.at': null }] })

/** The part of the repository that keeps the withdrawals owed. */
export function tapalWithdrawals(collection: Rows<TapalRow>) {
  return {
    /** Whether a tapal of the dispatch is still to be taken back at its agent. */
    async owesWithdrawal(dispatch: string): Promise<boolean> {
      const row = await collection.findOne({ dispatch, withdrawOwed: true }, { projection: { _id: 1 } })
      return row !== null
    },

    /** The endpoints at which tapals of the dispatch are still to be taken back. */
    async withdrawalsOwed(dispatch: string): Promise<OwedAt[]> {
      const dueAt = { $ifNull: ['$withdrawal.at', LONG_AGO] }
      const claimEndsAt = { $ifNull: ['$claim.until', LONG_AGO] }
      const rows = await collection
        .aggregate<{ _id: string; next: Date }>([
          { $match: { dispatch, withdrawOwed: true } },
          { $group: { _id: '$endpoint', next: { $min: { $max: [dueAt, claimEndsAt] } } } },
        ])
        .toArray()
      return rows.map(({ _id, next }) => ({ endpoint: _id, next }))
    },

    /** Tapals to be asked for at an endpoint now, `limit` at most; what somebody is handing over is not among them. */
    async withdrawalsDue(
      dispatch: string,
      endpoint: string,
      now: Date,
      limit: number,
    ): Promise<OwedWithdrawal[]> {
      const unclaimed = { $or: [{ claim: null }, { 'claim.until': { $lte: now } }] }
      const rows = await collection
        .find(
          { dispatch, endpoint, withdrawOwed: true, $and: [askedBy(now), unclaimed] },
          { limit, batchSize: limit, projection: FIELDS },
        )
        .toArray()
      return rows.map(({ _id, mechanism, reference, withdrawal = null }) => {
        return { id: _id, mechanism, reference, withdrawal }
      })
    },

    /** Notes how each of them stands; what was settled meanwhile stays as it is. */
    async askAgain(later: readonly { id: string; withdrawal: Withdrawal }[]): Promise<void> {
      if (later.length === 0) return
      await collection.bulkWrite(
        later.map(({ id, withdrawal }) => ({
          updateOne: { filter: { _id: id, withdrawOwed: true }, update: { $set: { withdrawal } } },
        })),
        { ordered: false },
      )
    },

    /** What is due at an endpoint that does not answer waits until the instant. */
    async putOffWithdrawals(dispatch: string, endpoint: string, now: Date, until: Date): Promise<void> {
      const unasked = { tries: 0, unseen: false }
      await collection.updateMany({ dispatch, endpoint, withdrawOwed: true, ...askedBy(now) }, [
        { $set: { withdrawal: { $mergeObjects: [unasked, '$withdrawal', { at: until }] } } },
      ])
    },

    /** Applies a change to all tapals of the dispatch that are still to be taken back, to each once. */
    async changeAllToWithdraw(dispatch: string, change: TapalChange): Promise<void> {
      await collection.updateMany(
        { dispatch, withdrawOwed: true, state: 'recalled', 'events.cause': { $ne: change.event.cause } },
        changePipeline(change),
      )
    },

    /** Dispatches with a withdrawal that was due before the instant and that nobody has asked for. */
    async withdrawalsNeglected(before: Date, limit: number): Promise<string[]> {
      const rows = await collection
        .find(
          { withdrawOwed: true, 'withdrawal.at': { $lte: before } },
          { sort: { 'withdrawal.at': 1 }, limit, projection: { dispatch: 1 } },
        )
        .toArray()
      return [...new Set(rows.map(({ dispatch }) => dispatch))]
    },

    /** Its run was told of the withdrawals: it has from now on the time to ask for those that were due. */
    async withdrawalsTold(dispatch: string): Promise<void> {
      await collection.updateMany({ dispatch, withdrawOwed: true, withdrawal: { $type: 'object' } }, [
        { $set: { 'withdrawal.at': { $max: ['$withdrawal.at', '$$NOW'] } } },
      ])
    },

    /** Ends a claim on tapals that nobody hands over any more, for they were recalled meanwhile. */
    async letGo(claimId: string, ids: readonly string[]): Promise<void> {
      await collection.updateMany(
        { _id: { $in: ids }, 'claim.id': claimId, nextAttemptAt: null },
        { $set: { claim: null } },
      )
    },
  }
}
