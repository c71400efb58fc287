// Registered agents and their keys.

import type { Connection } from 'mongoose'
import { opens } from '../../../domain/access/agent/key'
import { KcsError } from '../../../domain/common/error'
import { auditEntry, type ChangeNote } from '../audit/entry'
import { auditWriter } from '../audit/repository'
import { inTransaction, type Session } from '../../common/transaction'
import { coalesced } from '../../common/coalesce'
import { isDuplicateKey } from '../../common/errors'
import { collectionOf, recordOf } from '../../common/collection'
import { agentCollection, type AgentKeyRow, type AgentRow } from './schema'

export type Agent = Omit<AgentRow, '_id'> & { id: string }
export type AgentKey = AgentKeyRow

/** Keys that one agent keeps at most. */
export const MOST_KEYS = 200

/** Agents and their keys; each change enters the audit log in its own transaction. */
export function agentRepository(connection: Connection) {
  const collection = collectionOf(connection, agentCollection)
  const agentOf = recordOf(agentCollection)
  const one = async (filter: Record<string, unknown>): Promise<Agent | null> => {
    const row = await collection.findOne(filter)
    return row ? agentOf(row) : null
  }
  const audit = auditWriter(connection)
  const enter = (
    id: string,
    mark: string,
    change: ChangeNote,
    session: Session,
    after: Record<string, unknown>,
  ): Promise<void> => audit.enter([auditEntry({ thing: 'agent', id, mark }, { after }, change)], session)
  const byKeyIds = coalesced(async (keyIds: readonly string[]): Promise<Map<string, Agent>> => {
    const rows = await collection.find({ 'keys.id': { $in: keyIds } }).toArray()
    const agents = rows.map(agentOf)
    return new Map(agents.flatMap((agent) => agent.keys.map(({ id }) => [id, agent] as const)))
  })
  return {
    byId: (id: string) => one({ _id: id }),

    /** The agent that has a key with this public id, whatever the key's state. */
    byKeyId: async (keyId: string): Promise<Agent | null> => (await byKeyIds([keyId])).get(keyId) ?? null,

    /** Of these offices those that each agent serves, by the id of the agent; an agent that serves none is left out. */
    async serving(offices: readonly string[]): Promise<Map<string, Set<string>>> {
      const rows = await collection
        .aggregate<{ _id: string; offices: string[] }>([
          { $match: { offices: { $in: [...offices] } } },
          { $project: { offices: { $setIntersection: ['$offices', { $literal: [...offices] }] } } },
        ])
        .toArray()
      return new Map(rows.map(({ _id, offices: served }) => [_id, new Set(served)]))
    },

    async list(): Promise<Agent[]> {
      const rows = await collection.find({}, { sort: { _id: 1 } }).toArray()
      return rows.map(agentOf)
    },

    /** Adds an agent; one of that id that is there already stays, and `false` is returned. */
    async add(agent: Agent, change?: ChangeNote): Promise<boolean> {
      const { id, ...rest } = agent
      try {
        await inTransaction(connection, async (session) => {
          await collection.insertOne({ _id: id, ...rest }, { session })
          const after = {
            offices: rest.offices,
            endpoint: rest.endpoint,
            keys: rest.keys.map((key) => key.id),
          }
          if (change) await enter(id, 'registered', change, session, after)
        })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    /**
     * Adds a key; a key of that id is added once. Beyond `MOST_KEYS` those that open nothing any more give way; the audit
     * log tells of them. Throws KcsError `agent-keys-too-many` where `most` open already, and `key-invalid` where the key
     * `by` which the agent asks was revoked meanwhile.
     */
    addKey: (
      agent: string,
      key: AgentKey,
      change?: ChangeNote,
      { by, most = MOST_KEYS }: { by?: string; most?: number } = {},
    ): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const kept = await collection.findOne({ _id: agent }, { session, projection: { keys: 1 } })
        const keys = kept?.keys ?? []
        const { createdAt: now } = key
        if (by !== undefined && !keys.some((one) => one.id === by && opens(one, now)))
          throw new KcsError('key-invalid')
        if (keys.some(({ id }) => id === key.id)) return false
        if (keys.filter((one) => opens(one, now)).length >= most) throw new KcsError('agent-keys-too-many')
        if (keys.length >= MOST_KEYS) {
          const ended = { $or: [{ revokedAt: { $ne: null } }, { expiresAt: { $ne: null, $lte: now } }] }
          await collection.updateOne({ _id: agent }, { $pull: { keys: ended } } as never, { session })
        }
        const result = await collection.updateOne(
          { _id: agent, 'keys.id': { $ne: key.id } },
          { $push: { keys: key } },
          { session },
        )
        const after = { key: key.id, expiresAt: key.expiresAt, ...(key.test ? { test: true } : {}) }
        if (change && result.modifiedCount === 1)
          await enter(agent, `key-issued:${key.id}`, change, session, after)
        return result.modifiedCount === 1
      }),

    /** Revokes a key from the instant on; a revoked key keeps its instant. */
    revokeKey: (agent: string, keyId: string, at: Date, change?: ChangeNote): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const result = await collection.updateOne(
          { _id: agent, keys: { $elemMatch: { id: keyId, revokedAt: null } } },
          { $set: { 'keys.$.revokedAt': at } },
          { session },
        )
        if (change && result.modifiedCount === 1)
          await enter(agent, `key-revoked:${keyId}`, change, session, { key: keyId })
        return result.modifiedCount === 1
      }),

    /** Revokes a key where another one of the agent opens that is no test key; of two that are the last and go at once, one stays. */
    revokeBesideAnother: (agent: string, keyId: string, at: Date, change: ChangeNote): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const isOpen = { revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: at } }] }
        const result = await collection.updateOne(
          {
            _id: agent,
            $and: [
              { keys: { $elemMatch: { id: keyId, revokedAt: null } } },
              { keys: { $elemMatch: { id: { $ne: keyId }, test: { $ne: true }, ...isOpen } } },
            ],
          },
          { $set: { 'keys.$[key].revokedAt': at } },
          { session, arrayFilters: [{ 'key.id': keyId }] },
        )
        if (result.modifiedCount === 1)
          await enter(agent, `key-revoked:${keyId}`, change, session, { key: keyId })
        return result.modifiedCount === 1
      }),

    /** It has called with a key. */
    async noteSeen(agent: string, at: Date): Promise<void> {
      await collection.updateOne({ _id: agent }, { $max: { seenAt: at } })
    },
  }
}
