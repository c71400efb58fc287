// Groups of recipients: lists and rules, dated, so that a list is the same whenever it is drawn up as of an instant.

import { CODE } from '../../common/text/code'

/** Which offices: each condition that is given must hold; of each list one must. */
export interface OfficeWhere {
  kinds?: string[]
  districts?: string[]
  departments?: string[]
  /** The office itself and all below it. */
  under?: string
}

/** A named member for a time; the end is not included. */
export interface Member {
  office?: string
  seat?: string
  from: Date | null
  until: Date | null
}

/** A list or a rule; rules nest. */
export type GroupRule =
  | { offices: OfficeWhere }
  | { members: Member[] }
  | { group: string }
  | { any: GroupRule[] }
  | { all: GroupRule[] }
  | { of: GroupRule; except: GroupRule }

/** Whom of an office a letter to the group goes to: the office as a whole, or its head. */
export const GROUP_REACHES = ['office', 'head'] as const
export type GroupReach = (typeof GROUP_REACHES)[number]

/** What the group is from an instant on; the newest that has begun holds. */
export interface GroupDefinition {
  from: Date
  reach: GroupReach
  rule: GroupRule
}

export interface Group {
  id: string
  name: string
  nameMl: string
  /** The office that keeps it. */
  office: string
  definitions: GroupDefinition[]
  /** Null as long as it lasts. */
  until: Date | null
  /** Grows with each change; its ETag. */
  version: number
}

/** A short name that stays for good. */
export const GROUP_ID = CODE

/** Depth to which groups and rules may nest. */
export const MAX_GROUP_DEPTH = 8

/** The definition that holds at an instant, or null. */
export function definitionAt<Definition extends Pick<GroupDefinition, 'from'>>(
  group: { definitions: readonly Definition[]; until: Date | null },
  at: Date,
): Definition | null {
  if (group.until !== null && group.until <= at) return null
  let latest: Definition | null = null
  for (const one of group.definitions)
    if (one.from <= at && (latest === null || one.from >= latest.from)) latest = one
  return latest
}
