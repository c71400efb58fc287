// Routing rules: small, typed, kept as data; which letters they are for and what they change of the way.

import type { Classification, LetterKind, Urgency } from '../dispatch/dispatch'
import type { SeatRole } from '../office/seat'

/** What a letter and its addressee must be; each condition that is given must hold, of each list one must. */
export interface RuleWhen {
  kinds?: LetterKind[]
  classifications?: Classification[]
  urgencies?: Urgency[]
  subjectCodes?: string[]
  /** Of the office that the letter is for. */
  offices?: string[]
  officeKinds?: string[]
  departments?: string[]
  districts?: string[]
  /** True for a seat that nobody holds at that instant. */
  vacant?: boolean
}

/** What the rule does; at least one. */
export interface RuleThen {
  /** To the seat with this role in the office. */
  seatRole?: SeatRole
  /** To this very seat. */
  seat?: string
  /** To this office instead. */
  office?: string
  /** And a copy for information to these. */
  copyTo?: { office?: string; seat?: string }[]
}

export interface RoutingRule {
  id: string
  name: string
  /** The office that made it; the rule holds for this office and all below it. */
  office: string
  from: Date
  until: Date | null
  /** The higher goes first. */
  priority: number
  when: RuleWhen
  then: RuleThen
  /** Grows with each change; its ETag, and named in the reason. */
  version: number
}
