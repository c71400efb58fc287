// What the Gateway API answers about groups of recipients.

export interface OfficeWhere {
  kinds?: string[]
  districts?: string[]
  departments?: string[]
  under?: string
}

export interface GroupMember {
  office?: string
  seat?: string
  from: string | null
  until: string | null
}

export type GroupRule =
  | { offices: OfficeWhere }
  | { members: GroupMember[] }
  | { group: string }
  | { any: GroupRule[] }
  | { all: GroupRule[] }
  | { of: GroupRule; except: GroupRule }

export type GroupReach = 'office' | 'head'

export interface GroupDefinition {
  from: string
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
  until: string | null
  version: number
}

export interface MemberRow {
  office: string
  name: string
  nameMl: string
  district: string
  seat: string | null
}

export interface MemberPage {
  items: MemberRow[]
  next: string | null
  count: number
}

/** What is sent to make a group or to change it from now on. */
export interface GroupRequest {
  id: string
  name: string
  nameMl: string
  office: string
  reach: GroupReach
  rule: GroupRule
}
