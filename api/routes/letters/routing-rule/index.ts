// Routing rules: small, typed, dated; which letters go where within an office, and to whom a copy goes.

import type { Route } from '../../../http/route'
import { changeRoutingRuleRoute } from './change'
import { checkRoutingRuleRoute } from './check'
import { listRoutingRulesRoute } from './list'
import { addRoutingRuleRoute } from './make'
import { readRoutingRuleRoute } from './read'

export const routingRules: readonly Route[] = [
  listRoutingRulesRoute,
  addRoutingRuleRoute,
  checkRoutingRuleRoute,
  readRoutingRuleRoute,
  changeRoutingRuleRoute,
]
