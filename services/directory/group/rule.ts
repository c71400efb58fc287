// A rule of a group must name what is there, and not the group itself.

import type { Repositories } from '../../../database'
import { type ErrorCode, errorEntry, faultOfFields, type FieldError } from '../../../domain/common/error'
import { compileRule, groupsNamedIn } from '../../../domain/directory/group/compile'
import type { GroupRule, Member } from '../../../domain/directory/group/group'
import { loadGroups } from './load'

export const requireSoundRuleErrors = [
  'group-unknown',
  'group-cycle',
  'group-too-deep',
  'office-unknown',
  'seat-unknown',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/**
 * Throws KcsError `group-unknown`, `group-cycle` or `group-too-deep` for the groups that the rule names, and one fault
 * with all members that are not there (`office-unknown`, `seat-unknown`, or `validation-failed` for both).
 */
export async function requireSoundRule(
  repositories: Pick<Repositories, 'groups' | 'offices' | 'seats'>,
  id: string,
  rule: GroupRule,
  at: Date,
): Promise<void> {
  const members = membersOf(rule, '/rule')
  const codes = [...new Set(members.flatMap(({ member }) => member.office ?? []))]
  const seatIds = [...new Set(members.flatMap(({ member }) => member.seat ?? []))]
  const [groups, offices, seats] = await Promise.all([
    loadGroups(groupsNamedIn(rule), at, (ids) => repositories.groups.byIds(ids)),
    codes.length === 0 ? new Map() : repositories.offices.byCodes(codes),
    seatIds.length === 0 ? new Map() : repositories.seats.byIds(seatIds),
  ])
  compileRule(rule, groups, at, id)
  const errors = members.flatMap(({ member, pointer }): FieldError[] => {
    if (member.office !== undefined && !offices.has(member.office))
      return [unknown('office-unknown', `${pointer}/office`)]
    if (member.seat !== undefined && !seats.has(member.seat))
      return [unknown('seat-unknown', `${pointer}/seat`)]
    return []
  })
  if (errors.length > 0) throw faultOfFields(errors)
}

function unknown(code: 'office-unknown' | 'seat-unknown', pointer: string): FieldError {
  return { pointer, code, detail: errorEntry(code).title }
}

function membersOf(rule: GroupRule, pointer: string): { member: Member; pointer: string }[] {
  if ('members' in rule)
    return rule.members.map((member, index) => ({ member, pointer: `${pointer}/members/${index}` }))
  if ('any' in rule) return rule.any.flatMap((one, index) => membersOf(one, `${pointer}/any/${index}`))
  if ('all' in rule) return rule.all.flatMap((one, index) => membersOf(one, `${pointer}/all/${index}`))
  if ('of' in rule)
    return [...membersOf(rule.of, `${pointer}/of`), ...membersOf(rule.except, `${pointer}/except`)]
  return []
}
