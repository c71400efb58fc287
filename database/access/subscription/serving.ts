// How the duty that sends webhooks takes a subscription, and notes what came of it.

import type { mongo } from 'mongoose'
import { type Death, type Delivery, MOST_DELIVERIES } from '../../../domain/access/subscription/subscription'
import type { Rows } from '../../common/collection'
import type { SubscriptionRow } from './schema'

/** One that is being served: whoever has another claim by now writes nothing. */
export interface Claimed {
  id: string
  claim: string
}

/** How far it has come: the feed, or the part that is sent again. */
export type Progress = { cursor: number } | { replayed: number }

const IS_DUE = { $type: 'date' } as const

/** The list with this delivery, in the place of an earlier try of the same change. */
export function withDelivery(delivery: Delivery): Record<string, unknown> {
  const others = {
    $filter: {
      input: { $ifNull: ['$deliveries', []] },
      cond: { $ne: ['$$this.number', delivery.number] },
    },
  }
  return { $slice: [{ $concatArrays: [others, [{ $literal: delivery }]] }, -MOST_DELIVERIES] }
}

/** The part of the repository for the duty. */
export function subscriptionServing(
  rows: Rows<SubscriptionRow>,
  read: (row: SubscriptionRow) => SubscriptionRow,
) {
  const held = ({ id, claim }: Claimed) => ({ _id: id, claim, state: 'open' as const })
  const change = async (claimed: Claimed, set: Record<string, unknown>[]): Promise<boolean> => {
    const { matchedCount } = await rows.updateOne(
      held(claimed),
      set.map(($set) => ({ $set })),
    )
    return matchedCount === 1
  }
  return {
    /** Takes the one that has been due for longest, and keeps it from others until `until`; null where none is due. */
    async take({ now, until, claim }: { now: Date; until: Date; claim: string }) {
      const row = await rows.findOneAndUpdate(
        { nextAttemptAt: { ...IS_DUE, $lte: now } },
        { $set: { nextAttemptAt: until, claim } },
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
      )
      return row && read(row)
    },

    /**
     * All up to there was taken, or is not wanted; with the delivery, where one was made. Keeps it until `until`. Returns
     * whether it is still ours.
     */
    noteTaken(claimed: Claimed, progress: Progress, until: Date, delivery?: Delivery): Promise<boolean> {
      const replay = 'replayed' in progress ? progress.replayed + 1 : 0
      const place =
        'cursor' in progress
          ? { cursor: progress.cursor }
          : { replay: { $cond: [{ $gt: [replay, '$replay.to'] }, null, { next: replay, to: '$replay.to' }] } }
      return change(claimed, [
        {
          ...place,
          nextAttemptAt: until,
          ...(delivery ? { failures: 0, failingSince: null, deliveries: withDelivery(delivery) } : {}),
        },
      ])
    },

    /** It was not taken: it is tried again at that instant. */
    noteFailed(claimed: Claimed, delivery: Delivery, at: Date): Promise<boolean> {
      return change(claimed, [
        {
          failures: { $add: ['$failures', 1] },
          failingSince: { $ifNull: ['$failingSince', delivery.at] },
          ...{ nextAttemptAt: at, claim: '', deliveries: withDelivery(delivery) },
        },
      ])
    },

    /** Nothing is sent there any more, until its agent opens it again. */
    bury(claimed: Claimed, death: Death, at: Date, delivery?: Delivery): Promise<boolean> {
      return change(claimed, [
        {
          ...{ state: 'dead', death, diedAt: at, nextAttemptAt: null, claim: '' },
          ...(delivery ? { deliveries: withDelivery(delivery) } : {}),
        },
      ])
    },

    /** Puts it off: nothing can be sent now. */
    putOff: (claimed: Claimed, at: Date): Promise<boolean> =>
      change(claimed, [{ nextAttemptAt: at, claim: '' }]),

    /** Lets it go: it is due at once where there is more by now, and else when it is woken. */
    release(claimed: Claimed, now: Date): Promise<boolean> {
      const more = { $or: [{ $gt: ['$upTo', '$cursor'] }, { $ne: [{ $ifNull: ['$replay', null] }, null] }] }
      return change(claimed, [{ nextAttemptAt: { $cond: [more, now, null] }, claim: '' }])
    },

    /** Tells the subscriptions of these agents the last number of each; those that have nothing to do are due now. */
    async wake(lastOf: ReadonlyMap<string, number>, now: Date): Promise<void> {
      const asleep = await rows
        .find({ agent: { $in: [...lastOf.keys()] } }, { projection: { agent: 1, upTo: 1 } })
        .toArray()
      const behind = asleep.filter(({ agent, upTo = 0 }) => upTo < lastOf.get(agent)!)
      if (behind.length === 0) return
      await rows.bulkWrite(
        behind.map(({ _id, agent }): mongo.AnyBulkWriteOperation<SubscriptionRow> => {
          const last = lastOf.get(agent)!
          const due = { $cond: [{ $eq: ['$state', 'open'] }, { $ifNull: ['$nextAttemptAt', now] }, null] }
          return {
            updateOne: {
              filter: { _id, upTo: { $lt: last } },
              update: [{ $set: { upTo: last, nextAttemptAt: due } }],
            },
          }
        }),
        { ordered: false },
      )
    },
  }
}
