// Reads what a rule says from a request.

import type { NewRuleText } from '../../../../services/letters/routing-rule/text'
import { instantOf, presentFields } from '../../common/request-fields'
import type { RuleBody } from './schema'

/** The text with its instants as such, and without the fields that were left out. */
export function readText(body: Omit<RuleBody, 'office' | 'name'>): NewRuleText {
  const { copyTo, ...then } = presentFields(body.then)
  return {
    from: instantOf(body.from),
    until: instantOf(body.until),
    priority: body.priority,
    when: presentFields(body.when),
    then: copyTo === undefined ? then : { ...then, copyTo: copyTo.map((one) => presentFields(one)) },
  }
}
