// What the Gateway API takes and answers about groups of recipients.

import type { GroupAnswer, MemberPage as Members, RuleBody } from '../../api/routes/directory/group/schema'

/** Recursive, which the inferred type of an answer is not. */
export type GroupRule = RuleBody
export type GroupDefinition = Omit<GroupAnswer['definitions'][number], 'rule'> & { rule: GroupRule }
export type Group = Omit<GroupAnswer, 'definitions'> & { definitions: GroupDefinition[] }
export type GroupReach = GroupDefinition['reach']
export type OfficeWhere = Extract<GroupRule, { offices: unknown }>['offices']
export type GroupMember = Extract<GroupRule, { members: unknown }>['members'][number]
export type MemberPage = Members

/** What is sent to make a group or to change it from now on. */
export interface GroupRequest {
  id: string
  office: string
  name: string
  nameMl: string
  reach: GroupReach
  rule: GroupRule
}
