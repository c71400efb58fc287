// The change feed of the agents: numbering and reading.

import type { Connection } from 'mongoose'
import { slicesOf } from '../../../domain/common/item/slices'
import type { Change, NumberedChange, Side } from '../../../domain/letters/agent-feed/change'
import { coalesced } from '../../common/coalesce'
import { AT_ONCE, collectionOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { inTransaction } from '../../common/transaction'
import {
  agentChangeCollection,
  type AgentChangeRow,
  changeCounterCollection,
  type ChangeCounterRow,
} from './schema'

/** A change for one agent, before it has its number. */
export interface ChangeFor {
  agent: string
  as: Side
  change: Change
}

/** Rows that get their numbers in one transaction. */
const BATCH = 1_000
/** Others may be faster several times; a counter that was set back would never come to an end. */
const MOST_TRIES = 20
/** What a failover takes back was never told. */
const MAJORITY = { readConcern: 'majority' } as const

/** The feeds of all agents, each numbered from 1 without gaps. */
export function agentFeedRepository(connection: Connection) {
  const rows = collectionOf(connection, agentChangeCollection)
  const counters = collectionOf(connection, changeCounterCollection)

  const lastOf = coalesced(async (agents: readonly string[]): Promise<Map<string, number>> => {
    const found = await counters.find({ _id: { $in: [...agents] } }, { ...AT_ONCE, ...MAJORITY }).toArray()
    return new Map(found.map(({ _id, last }) => [_id, last]))
  })

  /** Counter and rows go in together, so that a number is never left out, and never given twice. */
  const number = (entries: readonly ChangeFor[], now: Date): Promise<void> =>
    inTransaction(connection, async (session) => {
      const agents = [...new Set(entries.map(({ agent }) => agent))]
      const found = await counters.find({ _id: { $in: agents } }, { session, ...AT_ONCE }).toArray()
      const counterOf = new Map<string, ChangeCounterRow>(
        agents.map((agent) => [agent, { _id: agent, last: 0, at: now }]),
      )
      for (const counter of found)
        counterOf.set(counter._id, { ...counter, at: counter.at > now ? counter.at : now })
      const newRows = entries.map(({ agent, as, change }): AgentChangeRow => {
        const counter = counterOf.get(agent)!
        counter.last += 1
        const { key, ...facts } = change
        return { ...facts, _id: rowId(agent, key), agent, as, number: counter.last, enteredAt: counter.at }
      })
      // Another that numbers for one of these agents meets this write, and the whole is done again for one of the two.
      await counters.bulkWrite(
        [...counterOf.values()].map(({ _id, last, at }) => ({
          updateOne: { filter: { _id }, update: { $set: { last, at } }, upsert: true },
        })),
        { session },
      )
      await rows.insertMany(newRows, { session })
    })

  const notEntered = async (entries: readonly ChangeFor[]): Promise<ChangeFor[]> => {
    const ids = entries.map(({ agent, change }) => rowId(agent, change.key))
    const found = await rows
      .find({ _id: { $in: ids } }, { ...AT_ONCE, ...MAJORITY, projection: { _id: 1 } })
      .toArray()
    const entered = new Set(found.map(({ _id }) => _id))
    return entries.filter((_entry, i) => !entered.has(ids[i]!))
  }

  return {
    /**
     * Enters what is not entered yet, in this order, and gives it the next numbers of its agents. Safe to repeat, and for
     * many at once.
     */
    async add(entries: readonly ChangeFor[], now: Date): Promise<void> {
      const once = new Map(entries.map((entry) => [rowId(entry.agent, entry.change.key), entry]))
      for (const some of slicesOf([...once.values()], BATCH)) {
        let rest = [...some]
        for (let tries = 1; rest.length > 0; tries += 1) {
          try {
            await number(rest, now)
            break
          } catch (error) {
            if (!isDuplicateKey(error) || tries > MOST_TRIES) throw error
            // Some were entered by one that was killed, or that was faster.
            rest = await notEntered(rest)
          }
        }
      }
    },

    /** The last numbers that were given, by agent; an agent that never had any is left out. */
    lastOf,

    /** The changes of the agent above a number, by rising numbers. */
    async above(agent: string, after: number, limit: number): Promise<NumberedChange[]> {
      const found = await rows
        .find(
          { agent, number: { $gt: after } },
          { sort: { number: 1 }, limit, batchSize: limit, ...MAJORITY },
        )
        .toArray()
      return found.map(changeOf)
    },
  }
}

const rowId = (agent: string, key: string): string => `${agent} ${key}`

function changeOf(row: AgentChangeRow): NumberedChange {
  const { _id, agent, enteredAt: _entered, ...rest } = agentChangeCollection.withDefaults(row)
  return { ...rest, agent, key: _id.slice(agent.length + 1) }
}
