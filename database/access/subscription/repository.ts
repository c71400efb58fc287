// Subscriptions of agents to their change feed.

import type { Connection } from 'mongoose'
import { type Delivery, PLACES, type Replay } from '../../../domain/access/subscription/subscription'
import { collectionOf, recordOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { pagesOf } from '../../common/scan'
import { inTransaction, type Session } from '../../common/transaction'
import { auditEntry, type ChangeNote, markOf } from '../audit/entry'
import { auditWriter } from '../audit/repository'
import { subscriptionCollection, type SubscriptionRow } from './schema'
import { subscriptionServing, withDelivery } from './serving'

export type Subscription = Omit<SubscriptionRow, '_id'> & { id: string }
export type NewSubscription = Pick<
  Subscription,
  'id' | 'agent' | 'url' | 'kinds' | 'sealedSecret' | 'cursor' | 'createdAt'
>

/** Subscriptions: what their agents do with them, and what the duty that sends does. Acts enter the audit log. */
export function subscriptionRepository(connection: Connection) {
  const rows = collectionOf(connection, subscriptionCollection)
  const recorded = recordOf(subscriptionCollection)
  const own = (agent: string, id: string) => ({ _id: id, agent })
  const serving = subscriptionServing(rows, subscriptionCollection.withDefaults)
  const audit = auditWriter(connection)
  const enter = (
    agent: string,
    after: { webhook: string } & Record<string, unknown>,
    change: ChangeNote,
    session: Session,
  ): Promise<void> => {
    const mark = `${markOf(change)}:${after.webhook}`
    return audit.enter([auditEntry({ thing: 'agent', id: agent, mark }, { after }, change)], session)
  }
  const insert = (subscription: NewSubscription, change: ChangeNote): Promise<'added' | 'there' | 'full'> =>
    inTransaction(connection, async (session) => {
      const { id, agent, createdAt, ...rest } = subscription
      const others = await rows.find({ agent }, { session, projection: { place: 1 } }).toArray()
      if (others.some(({ _id }) => _id === id)) return 'there'
      const place = PLACES.find((one) => !others.some((row) => row.place === one))
      if (place === undefined) return 'full'
      await rows.insertOne(
        {
          ...{ _id: id, agent, place, ...rest, createdAt, state: 'open', death: null, diedAt: null },
          ...{ sealedFormer: '', formerUntil: null, secretKey: '', upTo: rest.cursor, replay: null },
          ...{ failures: 0, failingSince: null, nextAttemptAt: createdAt, claim: '', deliveries: [] },
        },
        { session },
      )
      await enter(agent, { webhook: id, kinds: rest.kinds, after: rest.cursor }, change, session)
      return 'added'
    })

  return {
    ...serving,

    /** Takes the one that has been due for longest, and keeps it from others until `until`; null where none is due. */
    async take(claim: Parameters<typeof serving.take>[0]): Promise<Subscription | null> {
      const row = await serving.take(claim)
      return row && recorded(row)
    },

    async byId(agent: string, id: string): Promise<Subscription | null> {
      const row = await rows.findOne(own(agent, id))
      return row && recorded(row)
    },

    /** All of an agent, in the order of their places. */
    async ofAgent(agent: string): Promise<Subscription[]> {
      const found = await rows.find({ agent }, { sort: { place: 1 } }).toArray()
      return found.map(recorded)
    },

    /** Those that are dead, the one that died first first. */
    async dead(limit: number): Promise<Subscription[]> {
      const found = await rows.find({ state: 'dead' }, { sort: { diedAt: 1 }, limit }).toArray()
      return found.map(recorded)
    },

    /** All of them, page by page. */
    async *scan(limit: number): AsyncGenerator<Subscription[]> {
      for await (const page of pagesOf(rows, limit)) yield page.map(recorded)
    },

    /** Adds one, due at once; `there` where it is there already, `full` where the agent has as many as it may. */
    async add(subscription: NewSubscription, change: ChangeNote): Promise<'added' | 'there' | 'full'> {
      for (let tries = 1; ; tries += 1) {
        try {
          return await insert(subscription, change)
        } catch (error) {
          // Another took the place that was free; so often as there are places at most.
          if (!isDuplicateKey(error) || tries > PLACES.length) throw error
        }
      }
    },

    /** Returns whether this call removed it. */
    remove: (agent: string, id: string, change: ChangeNote): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const { deletedCount } = await rows.deleteOne(own(agent, id), { session })
        if (deletedCount === 1) await enter(agent, { webhook: id }, change, session)
        return deletedCount === 1
      }),

    /** Sets another secret, where it is still `before`. Returns whether this call did. */
    setSecret: (
      agent: string,
      id: string,
      secret: Pick<Subscription, 'sealedSecret' | 'sealedFormer' | 'formerUntil' | 'secretKey'>,
      before: string,
      change: ChangeNote,
    ): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const { modifiedCount } = await rows.updateOne(
          { ...own(agent, id), sealedSecret: before, secretKey: { $ne: secret.secretKey } },
          { $set: secret },
          { session },
        )
        const { formerUntil } = secret
        if (modifiedCount === 1) await enter(agent, { webhook: id, formerUntil }, change, session)
        return modifiedCount === 1
      }),

    /** Has a part of the feed sent again, where none is under way. Returns whether this call did. */
    async sendAgain(agent: string, id: string, replay: Replay, now: Date): Promise<boolean> {
      const { modifiedCount } = await rows.updateOne({ ...own(agent, id), state: 'open', replay: null }, [
        { $set: { replay, nextAttemptAt: { $ifNull: ['$nextAttemptAt', now] } } },
      ])
      return modifiedCount === 1
    },

    /** Opens one that is dead, from after that number on where one is given. Returns whether this call did. */
    async open(agent: string, id: string, after: number | null, now: Date): Promise<boolean> {
      const { modifiedCount } = await rows.updateOne(
        { ...own(agent, id), state: 'dead' },
        {
          $set: {
            ...{ state: 'open', death: null, diedAt: null, failures: 0, failingSince: null, claim: '' },
            nextAttemptAt: now,
            ...(after === null ? {} : { cursor: after, replay: null }),
          },
        },
      )
      return modifiedCount === 1
    },

    /** Notes a try that was made beside the duty; where it was taken, and others wait for their time, they are due now. */
    async noteTry(agent: string, id: string, delivery: Delivery, taken: boolean, now: Date): Promise<void> {
      const waits = {
        $and: [{ $eq: ['$state', 'open'] }, { $eq: ['$claim', ''] }, { $gt: ['$failures', 0] }],
      }
      const due = taken ? { nextAttemptAt: { $cond: [waits, now, '$nextAttemptAt'] } } : {}
      await rows.updateOne(own(agent, id), [{ $set: { ...due, deliveries: withDelivery(delivery) } }])
    },
  }
}
