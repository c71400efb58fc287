// A group while it is written: conditions that offices meet, or a list of codes.

import type { GroupReach } from '../../../../domain/directory/group/group'
import type { Group, GroupRequest, GroupRule } from '../../../contract/directory'
import { codesIn } from '../../../lib/codes'
import { definitionNow } from './definition'

export interface GroupDraft {
  id: string
  name: string
  nameMl: string
  reach: GroupReach
  /** `kept`: a rule that this form cannot show stays as it is. */
  by: 'conditions' | 'codes' | 'kept'
  kinds: string
  districts: string
  departments: string
  under: string
  codes: string
}

const lines = (text: string) =>
  text
    .split(/[\n,;]/)
    .map((each) => each.trim())
    .filter(Boolean)

export function groupDraft(group: Group | null): GroupDraft {
  const definition = group && definitionNow(group)
  const rule = definition?.rule
  const where = rule && 'offices' in rule ? rule.offices : {}
  const members = rule && 'members' in rule ? rule.members : []
  return {
    id: group?.id ?? '',
    name: group?.name ?? '',
    nameMl: group?.nameMl ?? '',
    reach: definition?.reach ?? 'office',
    by: !rule || 'offices' in rule ? 'conditions' : 'members' in rule ? 'codes' : 'kept',
    kinds: where.kinds?.join(', ') ?? '',
    districts: where.districts?.join(', ') ?? '',
    departments: where.departments?.join(', ') ?? '',
    under: where.under ?? '',
    codes: members.map(({ office, seat }) => office ?? seat ?? '').join('\n'),
  }
}

/** The rule of the draft; null where it would be every office of the State or nobody. */
export function ruleOf(draft: GroupDraft, group: Group | null): GroupRule | null {
  if (draft.by === 'kept') return (group && definitionNow(group)?.rule) ?? null
  if (draft.by === 'codes') {
    const members = codesIn(draft.codes).map((code) =>
      code.includes('/')
        ? { seat: code, from: null, until: null }
        : { office: code, from: null, until: null },
    )
    return members.length > 0 ? { members } : null
  }
  const offices = {
    ...(lines(draft.kinds).length > 0 && { kinds: lines(draft.kinds) }),
    ...(lines(draft.districts).length > 0 && { districts: lines(draft.districts) }),
    ...(lines(draft.departments).length > 0 && { departments: lines(draft.departments) }),
    ...(draft.under.trim() && { under: draft.under.trim() }),
  }
  return Object.keys(offices).length > 0 ? { offices } : null
}

/** The request that makes or changes the group; call it only with a draft that has a rule. */
export function requestOf(draft: GroupDraft, group: Group | null, office: string): GroupRequest {
  return {
    id: draft.id.trim(),
    name: draft.name.trim(),
    nameMl: draft.nameMl.trim(),
    office: group?.office ?? office,
    reach: draft.reach,
    rule: ruleOf(draft, group) ?? { members: [] },
  }
}
