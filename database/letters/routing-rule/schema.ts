// Routing rules, each with what it said before.

import { declare, part } from '../../common/collection'
import type { RoutingRule, RuleText, RuleThen, RuleWhen } from '../../../domain/letters/routing/rule'

export interface RoutingRuleRow extends Omit<RoutingRule, 'id'> {
  _id: string
}

const when = part<RuleWhen>({
  kinds: [String],
  classifications: [String],
  urgencies: [String],
  subjectCodes: [String],
  offices: [String],
  officeKinds: [String],
  departments: [String],
  districts: [String],
  vacant: Boolean,
  absent: Boolean,
  holiday: Boolean,
})

const copy = part<{ office?: string; seat?: string }>({ office: String, seat: String })

const then = part<RuleThen>({ seatRole: String, seat: String, office: String, copyTo: [copy] })

const ruleText = {
  from: { type: Date, required: true },
  until: { type: Date, default: null },
  priority: { type: Number, required: true },
  when: { type: when, required: true },
  then: { type: then, required: true },
  version: { type: Number, required: true },
}

export const routingRuleCollection = declare<RoutingRuleRow>(
  'routing_rules',
  {
    _id: String,
    name: { type: String, required: true },
    office: { type: String, required: true },
    ...ruleText,
    earlier: { type: [part<RuleText>(ruleText)], required: true },
  },
  [[{ office: 1, _id: 1 }], [{ until: 1 }]],
)
