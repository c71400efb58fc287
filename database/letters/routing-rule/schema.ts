// Routing rules, each with what it said before.

import { Schema } from 'mongoose'
import type { RoutingRule } from '../../../domain/letters/routing/rule'

export interface RoutingRuleRow extends Omit<RoutingRule, 'id'> {
  _id: string
}

const { Mixed } = Schema.Types

export const routingRuleSchema = new Schema<RoutingRuleRow>(
  {
    _id: String,
    name: { type: String, required: true },
    office: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, default: null },
    priority: { type: Number, required: true },
    when: { type: Mixed, required: true } as never,
    then: { type: Mixed, required: true } as never,
    version: { type: Number, required: true },
    earlier: { type: [Mixed], required: true } as never,
  },
  // A condition may be empty, and an empty object is not to be dropped.
  { versionKey: false, strict: 'throw', minimize: false },
)

routingRuleSchema.index({ office: 1, _id: 1 })
routingRuleSchema.index({ until: 1 })
