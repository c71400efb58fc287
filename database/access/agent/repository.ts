// Registered agents and their keys.

import type { Connection } from 'mongoose'
import { coalesced } from '../../common/coalesce'
import { isDuplicateKey } from '../../common/errors'
import { collectionOf, recordOf } from '../../common/collection'
import { agentCollection, type AgentKeyRow, type AgentRow } from './schema'

export type Agent = Omit<AgentRow, '_id'> & { id: string }
export type AgentKey = AgentKeyRow

export function agentRepository(connection: Connection) {
  const collection = collectionOf(connection, agentCollection)
  const agentOf = recordOf(agentCollection)
  const one = async (filter: Record<string, unknown>): Promise<Agent | null> => {
    const row = await collection.findOne(filter)
    return row ? agentOf(row) : null
  }
  const byKeyIds = coalesced(async (keyIds: readonly string[]): Promise<Map<string, Agent>> => {
    const rows = await collection.find({ 'keys.id': { $in: keyIds } }).toArray()
    const agents = rows.map(agentOf)
    return new Map(agents.flatMap((agent) => agent.keys.map(({ id }) => [id, agent] as const)))
  })
  return {
    byId: (id: string) => one({ _id: id }),

    /** The agent that has a key with this public id, whatever the key's state. */
    byKeyId: async (keyId: string): Promise<Agent | null> => (await byKeyIds([keyId])).get(keyId) ?? null,

    async list(): Promise<Agent[]> {
      const rows = await collection.find({}, { sort: { _id: 1 } }).toArray()
      return rows.map(agentOf)
    },

    /** Adds an agent; one of that id that is there already stays, and `false` is returned. */
    async add(agent: Agent): Promise<boolean> {
      const { id, ...rest } = agent
      try {
        await collection.insertOne({ _id: id, ...rest })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    /** Adds a key; a key of that id is added once. */
    async addKey(agent: string, key: AgentKey): Promise<boolean> {
      const answer = await collection.updateOne(
        { _id: agent, 'keys.id': { $ne: key.id } },
        { $push: { keys: key } },
      )
      return answer.modifiedCount === 1
    },

    /** Revokes a key from the instant on; a revoked key keeps its instant. */
    async revokeKey(agent: string, keyId: string, at: Date): Promise<boolean> {
      const answer = await collection.updateOne(
        { _id: agent, keys: { $elemMatch: { id: keyId, revokedAt: null } } },
        { $set: { 'keys.$.revokedAt': at } },
      )
      return answer.modifiedCount === 1
    },
  }
}
