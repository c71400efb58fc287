// The routing rules: kept on their version, and read as a whole for a letter, for there are few.

import type { Connection } from 'mongoose'
import type { RoutingRule } from '../../../domain/letters/routing/rule'
import { inBatches } from '../../common/coalesce'
import { keptObjects } from '../../common/kept-objects'
import type { RisingPage } from '../../common/page'
import { routingRuleCollection } from './schema'

const LETTERS_AT_ONCE = 200

/** Routing rules; a change is made only on the version it was meant for. */
export function routingRuleRepository(connection: Connection) {
  const { find, byId, page, add, change } = keptObjects(connection, routingRuleCollection, 'routing-rule')
  /** Letters of the same moment share one read: what may have held at the earliest of their instants. */
  const heldAt = inBatches(async (instants: readonly Date[]): Promise<RoutingRule[][]> => {
    const first = new Date(Math.min(...instants.map((at) => at.getTime())))
    const rules = await find({
      $or: [{ until: null }, { until: { $gt: first } }, { 'earlier.until': { $gt: first } }],
    })
    return instants.map(() => rules)
  }, LETTERS_AT_ONCE)

  return {
    /** All rules that may hold at the instant; `ruleAt` says whether and how they hold. */
    heldAt: (at: Date): Promise<RoutingRule[]> => heldAt(at),

    byId,
    add,
    change,

    /** A page of rules by id; those made by an office, where one is named. */
    list: (office: string | null, request: RisingPage) => page(office === null ? {} : { office }, request),
  }
}
