// Endpoints and their pause; each change of state has a single winner.

import type { Connection } from 'mongoose'
import { FAILURES_TO_PAUSE, type PausedBy } from '../../../domain/letters/endpoint/endpoint'
import type { Capabilities } from '../../../domain/letters/delivery/mechanism'
import { isVisitingSystem, MECHANISMS } from '../../../domain/letters/systems'
import type { Actor } from '../../../domain/letters/tapal/event'
import { auditEntry, type ChangeNote } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { coalesced } from '../../common/coalesce'
import { collectionOf, recordOf } from '../../common/collection'
import { inTransaction } from '../../common/transaction'
import { changeEndpointOf } from './changing'
import { endpointEditing } from './editing'
import { AT_ONCE, OPEN, TO_ASK, WELL } from './fields'
import { endpointFollow } from './follow'
import { endpointCollection, type EndpointRow } from './schema'

export type EndpointRecord = Omit<EndpointRow, '_id'> & { id: string }

const NEW = {
  ...AT_ONCE,
  calls: [],
  sealedFormer: '',
  formerUntil: null,
  settingsKey: '',
  lastSuccessAt: null,
  takes: null,
  fetchedAt: null,
  ...TO_ASK,
  ...{ moves: [], sequence: 0, followedTo: 0, followed: true },
}
const SUCCESS_TO_MS = 60_000
const MOST_OF_AGENT = 100
const VISITED = MECHANISMS.filter(isVisitingSystem)
const BY_KCS: Actor = { kind: 'kcs' }
const UNSEALED = { sealedSettings: '', sealedSecret: '', sealedToken: '' }

type NewEndpoint = Omit<EndpointRecord, keyof typeof OPEN | keyof typeof NEW | keyof typeof UNSEALED> &
  Partial<Pick<EndpointRecord, keyof typeof UNSEALED>>

/** Endpoints: reading, pausing and opening, leases of their calls, and how they fare. */
export function endpointRepository(connection: Connection) {
  const collection = collectionOf(connection, endpointCollection)
  const endpointOf = recordOf(endpointCollection)
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, EndpointRecord>> => {
    const rows = await collection.find({ _id: { $in: ids } }).toArray()
    return new Map(rows.map((row) => [String(row._id), endpointOf(row)]))
  })
  const one = async (id: string): Promise<EndpointRecord | null> => (await byIds([id])).get(id) ?? null
  const setWhere = async (filter: Record<string, unknown>, set: Partial<EndpointRow>): Promise<boolean> => {
    const { modifiedCount } = await collection.updateOne(filter, { $set: set })
    return modifiedCount === 1
  }

  const audit = auditWriter(connection)
  const changeEndpoint = changeEndpointOf(connection)

  return {
    ...endpointEditing(changeEndpoint),
    ...endpointFollow(collection),

    byId: one,

    async list(): Promise<EndpointRecord[]> {
      const rows = await collection.find({}, { sort: { _id: 1 } }).toArray()
      return rows.map(endpointOf)
    },

    /** The endpoints of an agent; it has one as a rule. */
    async ofAgent(agent: string): Promise<EndpointRecord[]> {
      const rows = await collection.find({ agent }, { sort: { _id: 1 }, limit: MOST_OF_AGENT }).toArray()
      return rows.map(endpointOf)
    },

    /** Of these endpoints those that are there, by id. */
    byIds,

    /** Endpoints in a state, by rising id above the given one. */
    async inState(
      state: EndpointRow['state'],
      { above, limit }: { above: string; limit: number },
    ): Promise<EndpointRecord[]> {
      const rows = await collection
        .find({ state, _id: { $gt: above } }, { sort: { _id: 1 }, limit })
        .toArray()
      return rows.map(endpointOf)
    },

    /** Adds an open endpoint; one that is there stays as it is. */
    async add({ id, ...rest }: NewEndpoint): Promise<void> {
      await collection.updateOne(
        { _id: id },
        { $setOnInsert: { ...UNSEALED, ...rest, ...OPEN, ...NEW } },
        { upsert: true },
      )
    },

    /** Sets another address where it still has this one. */
    async readdress(id: string, from: string, to: string): Promise<void> {
      if (from !== to) await setWhere({ _id: id, address: from }, { address: to })
    },

    /** Adds an endpoint, or sets address, secrets and limits of one that is there; its pause stays. */
    async save(endpoint: NewEndpoint, change?: ChangeNote): Promise<void> {
      const { id, ...rest } = endpoint
      await inTransaction(connection, async (session) => {
        const row = await collection.findOneAndUpdate(
          { _id: id },
          { $set: { ...UNSEALED, ...rest }, $setOnInsert: { ...OPEN, ...NEW }, $inc: { changes: 1 } },
          { upsert: true, returnDocument: 'after', session },
        )
        if (!change || !row) return
        const { changes = 1, mechanism, address, agent } = row
        const after = { mechanism, address, agent }
        await audit.enter([auditEntry({ thing: 'endpoint', id, mark: changes }, { after }, change)], session)
      })
    },

    /** Open endpoints of agents that were not asked since `before`, or not with success since `soon`; those not asked first. */
    async toAsk({ before, soon }: { before: Date; soon: Date }, limit: number): Promise<EndpointRecord[]> {
      const due = [
        { askedAt: null },
        { askedAt: { $lte: before } },
        { askFault: { $gt: '' }, askedAt: { $lte: soon } },
      ]
      const rows = await collection
        .find({ state: 'open', agent: { $ne: null }, $or: due }, { sort: { askedAt: 1 }, limit })
        .toArray()
      return rows.map(endpointOf)
    },

    /** What the system said of itself, or the fault that came instead; nothing where its address was changed meanwhile. */
    async noteAsked(
      { id, address }: Pick<EndpointRecord, 'id' | 'address'>,
      said: { takes: Capabilities } | { fault: string },
      at: Date,
    ): Promise<void> {
      const set = 'takes' in said ? { takes: said.takes, askFault: '' } : { askFault: said.fault }
      await setWhere({ _id: id, address }, { ...set, askedAt: at })
    },

    /** A call went well: the row of failures is broken. Writes only where there is something to clear. */
    async succeeded(id: string): Promise<void> {
      await setWhere({ _id: id, failuresInRow: { $gt: 0 } }, WELL)
    },

    /** What failed here under this name goes well again; the other failures of the row stand. */
    async mended(id: string, name: string): Promise<void> {
      const failing = { $setDifference: ['$failing', [name]] }
      await collection.updateOne({ _id: id, failing: name }, [
        { $set: { failing, failuresInRow: { $size: failing } } },
        { $set: { failingSince: { $cond: [{ $eq: ['$failing', []] }, null, '$failingSince'] } } },
      ])
    },

    /** Letters went through at these endpoints; noted to the minute. */
    async noteSuccess(lastSuccesses: ReadonlyMap<string, Date>): Promise<void> {
      if (lastSuccesses.size === 0) return
      await collection.bulkWrite(
        [...lastSuccesses].map(([id, at]) => {
          const old = new Date(at.getTime() - SUCCESS_TO_MS)
          const filter = { _id: id, $or: [{ lastSuccessAt: null }, { lastSuccessAt: { $lt: old } }] }
          return { updateOne: { filter, update: { $set: { lastSuccessAt: at } } } }
        }),
        { ordered: false },
      )
    },

    /** Its agent has come for letters; noted to the minute. */
    async noteFetched(id: string, at: Date): Promise<void> {
      const old = new Date(at.getTime() - SUCCESS_TO_MS)
      await setWhere({ _id: id, $or: [{ fetchedAt: null }, { fetchedAt: { $lt: old } }] }, { fetchedAt: at })
    },

    /** Open endpoints to which agents come for letters, and where nobody came since the instant. */
    async notVisited(since: Date, limit: number): Promise<EndpointRecord[]> {
      const stayedAway = { $or: [{ fetchedAt: null }, { fetchedAt: { $lt: since } }] }
      const rows = await collection
        .find({ state: 'open', mechanism: { $in: VISITED }, ...stayedAway }, { sort: { _id: 1 }, limit })
        .toArray()
      return rows.map(endpointOf)
    },

    /** These tapals failed; returns the endpoint with all that failed in this row of failures, each counted once. */
    async failed(id: string, tapals: readonly string[], at: Date): Promise<EndpointRecord | null> {
      const failing = { $ifNull: ['$failing', []] }
      const row = await collection.findOneAndUpdate(
        { _id: id },
        [
          {
            $set: {
              failing: { $slice: [{ $setUnion: [failing, [...tapals]] }, FAILURES_TO_PAUSE] },
              failingSince: { $ifNull: ['$failingSince', at] },
            },
          },
          { $set: { failuresInRow: { $size: '$failing' } } },
        ],
        { returnDocument: 'after' },
      )
      return row && endpointOf(row)
    },

    /** Pauses an open endpoint by our own judgement. */
    trip: (id: string, reason: string, at: Date): Promise<boolean> =>
      changeEndpoint({
        id,
        where: { state: 'open' },
        set: { state: 'paused', pausedBy: 'kcs', pausedAt: at, reason },
        after: { reason },
        note: { what: 'endpoint-paused', actor: BY_KCS, at },
      }),

    /** It asked for relief until the instant; an earlier one changes nothing. */
    async holdOff(id: string, until: Date): Promise<void> {
      await collection.updateOne({ _id: id }, { $max: { notBefore: until } })
    },

    /**
     * Its agent has called: returns the endpoints that we have paused and for which this is the first call since the
     * instant. Of calls at the same time one gets the answer.
     */
    async heard(from: { id: string } | { agent: string }, at: Date, since: Date): Promise<string[]> {
      const paused = {
        ...('id' in from ? { _id: from.id } : from),
        ...{ state: 'paused' as const, pausedBy: 'kcs' as const },
        $or: [{ heardAt: null }, { heardAt: { $lt: since } }],
      }
      const rows = await collection.find(paused, { projection: { _id: 1 } }).toArray()
      const ids: string[] = []
      for (const { _id } of rows) if (await setWhere({ ...paused, _id }, { heardAt: at })) ids.push(_id)
      return ids
    },

    /**
     * Leases calls of the endpoint to a process, as far as others do not hold them, by the clock of the database. Returns
     * what it holds now, and how many others wait for calls.
     */
    async leaseCalls(
      id: string,
      holder: string,
      { calls, wanted, forMs }: { calls: number; wanted: number; forMs: number },
    ): Promise<{ calls: number; rivals: number }> {
      const others = {
        $filter: {
          input: { $ifNull: ['$calls', []] },
          cond: { $and: [{ $ne: ['$$this.holder', holder] }, { $gt: ['$$this.until', '$$NOW'] }] },
        },
      }
      const free = { $subtract: ['$concurrency', { $sum: '$calls.calls' }] }
      const own = {
        ...{ holder: { $literal: holder }, wanted, until: { $add: ['$$NOW', forMs] } },
        calls: { $max: [0, { $min: [calls, free] }] },
      }
      const row = await collection.findOneAndUpdate(
        { _id: id },
        [{ $set: { calls: others } }, { $set: { calls: { $concatArrays: ['$calls', [own]] } } }],
        // A lease that is lost with a primary lets some more calls through for some seconds: it need not wait for the disk.
        { returnDocument: 'after', projection: { calls: 1 }, writeConcern: { w: 1 } },
      )
      const leases = row?.calls ?? []
      return {
        calls: leases.find((one) => one.holder === holder)?.calls ?? 0,
        rivals: leases.filter((one) => one.holder !== holder && one.wanted > one.calls).length,
      }
    },

    /**
     * Opens the endpoint again, and calls it at once even if it had asked for relief; or only ends a pause by `pausedBy`.
     * Returns whether this call did it.
     */
    open: (id: string, pausedBy?: PausedBy, at = new Date()): Promise<boolean> =>
      changeEndpoint({
        id,
        where: pausedBy ? { state: 'paused', pausedBy } : { state: { $ne: 'open' } },
        set: pausedBy ? OPEN : { ...OPEN, ...AT_ONCE },
        note: { what: 'endpoint-resumed', actor: BY_KCS, at },
      }),

    /** The endpoint has been taken away for good. */
    gone: (id: string, at: Date, reason: string): Promise<boolean> =>
      changeEndpoint({
        id,
        where: { state: { $ne: 'gone' } },
        set: { state: 'gone', pausedAt: at, reason },
        after: { reason },
        note: { what: 'endpoint-gone', actor: BY_KCS, at },
      }),
  }
}
