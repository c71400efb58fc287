// Reads the rule of a group from a request.

import type { GroupRule } from '../../../../domain/directory/group/group'
import { instantOf, presentFields } from '../../common/request-fields'
import type { RuleBody } from './schema'

/** A list of 10,000 members fits. */
export const GROUP_BYTES = 2 * 1024 * 1024

/** The rule with its instants as such, and without the fields that were left out. */
export function readRule(body: RuleBody): GroupRule {
  if ('offices' in body) return { offices: presentFields(body.offices) }
  if ('members' in body)
    return {
      members: body.members.map(({ from, until, ...named }) => ({
        ...presentFields(named),
        from: instantOf(from),
        until: instantOf(until),
      })),
    }
  if ('any' in body) return { any: body.any.map(readRule) }
  if ('all' in body) return { all: body.all.map(readRule) }
  if ('of' in body) return { of: readRule(body.of), except: readRule(body.except) }
  return body
}
