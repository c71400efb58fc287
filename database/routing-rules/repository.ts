// The routing rules: kept on their version, and read as a whole for a letter, for there are few.

import type { Connection } from 'mongoose'
import type { RoutingRule } from '../../domain/routing/rule'
import { inBatches } from '../coalesce'
import { modelOf, withId } from '../model'
import { type ChangeNote, versionedRows } from '../versioned'
import { routingRuleSchema, type RoutingRuleRow } from './schema'

const LETTERS_AT_ONCE = 200

export function routingRuleRepository(connection: Connection) {
  const model = modelOf<RoutingRuleRow>(connection, 'routing_rules', routingRuleSchema)
  const rows = versionedRows(connection, model, 'routing-rule')
  const find = async (filter: Record<string, unknown>, options: object = {}): Promise<RoutingRule[]> => {
    const found = await model.collection.find(filter as never, { sort: { _id: 1 }, ...options }).toArray()
    return found.map((row) => withId(row as unknown as RoutingRuleRow))
  }
  /** Letters of the same moment share one read: what may have held at the earliest of their instants. */
  const heldAt = inBatches(async (instants: readonly Date[]): Promise<RoutingRule[][]> => {
    const first = new Date(Math.min(...instants.map((at) => at.getTime())))
    const rules = await find({
      $or: [{ until: null }, { until: { $gt: first } }, { 'earlier.until': { $gt: first } }],
    })
    return instants.map(() => rules)
  }, LETTERS_AT_ONCE)

  return {
    /** All rules that may hold at the instant; whether and how they do is told by `ruleAt`. */
    heldAt: (at: Date): Promise<RoutingRule[]> => heldAt(at),

    async byId(id: string): Promise<RoutingRule | null> {
      return (await find({ _id: id }))[0] ?? null
    },

    /** A page of rules by id; those made by an office, where one is named. */
    async list(
      office: string | null,
      page: { limit: number; above?: string },
    ): Promise<{ items: RoutingRule[]; next: string | null }> {
      const filter = {
        ...(office === null ? {} : { office }),
        ...(page.above === undefined ? {} : { _id: { $gt: page.above } }),
      }
      const found = await find(filter, { limit: page.limit + 1 })
      const items = found.slice(0, page.limit)
      return { items, next: found.length > page.limit ? items[items.length - 1]!.id : null }
    },

    /** Throws KcsError `exists-already`. */
    async add({ id, ...rest }: RoutingRule, change: ChangeNote): Promise<RoutingRule> {
      return withId(await rows.add({ _id: id, ...rest }, change))
    },

    /** Changes the rule on the version named; throws KcsError `not-found` or `version-stale`, and what `edit` throws. */
    async change(
      id: string,
      version: number,
      edit: (rule: RoutingRule) => RoutingRule,
      change: ChangeNote,
    ): Promise<RoutingRule> {
      const changed = await rows.change(
        id,
        version,
        (row) => {
          const { id: _id, ...rest } = edit(withId(row))
          return { _id, ...rest }
        },
        change,
      )
      return withId(changed)
    },
  }
}

export type RoutingRuleRepository = ReturnType<typeof routingRuleRepository>
