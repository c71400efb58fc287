// A rule must name what is there, and not itself.

import type { Repositories } from '../../../../database'
import { type FieldError, errorEntry } from '../../../../domain/common/error'
import { compileRule, groupsNamedIn } from '../../../../domain/directory/group/compile'
import { loadGroups } from '../../../../services/directory/group/load'
import type { GroupRule, Member } from '../../../../domain/directory/group/group'
import { faultOfFields } from '../../../errors'

/**
 * Throws KcsError `group-unknown`, `group-cycle` or `group-too-deep` for what it is made of, and a fault with all
 * members that are not there.
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
      return [{ pointer: `${pointer}/office`, code: 'office-unknown', detail: titleOf('office-unknown') }]
    if (member.seat !== undefined && !seats.has(member.seat))
      return [{ pointer: `${pointer}/seat`, code: 'seat-unknown', detail: titleOf('seat-unknown') }]
    return []
  })
  if (errors.length > 0) throw faultOfFields(errors)
}

function titleOf(code: 'office-unknown' | 'seat-unknown'): string {
  return errorEntry(code).title
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
