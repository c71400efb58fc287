// What the Gateway API answers about the directory: offices, seats, handovers.

import type { Mechanism } from './contract'

/** Why something is as it is; `of` names what chose it: a group, a rule, an office, a seat, a system, an instant. */
export interface Reason {
  code: string
  of?: string | undefined
}

export interface Named {
  code: string
  name: string
  nameMl: string
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** An office or a seat as the search finds it. */
export interface Found {
  type: 'office' | 'seat'
  /** Code of the office, or id of the seat. */
  id: string
  name: string
  nameMl: string
  kind: string
  district: string
  department: string
  /** The office's name, for a seat. */
  office: string
}

/** An office in a list or in the tree. */
export interface OfficeRow extends Named {
  kind: string
  department: string
  district: string
  active: boolean
  mechanism: Mechanism | null
  children: number
}

export type Health = 'open' | 'paused' | 'gone'

export interface ProfileCard {
  from: string
  ways: { system: string; endpoint: string | null; health: Health | null }[]
  taking: 'diary' | 'person' | null
  accepts: {
    kinds?: string[]
    mediaTypes?: string[]
    maxDocumentBytes?: number
    maxDocuments?: number
    languages?: string[]
    classifications?: string[]
  }
  fallback: Mechanism
  chosen: { mechanism: Mechanism; endpoint: string; reasons: Reason[] } | null
}

export interface Duty {
  reason: Reason
  actingSeat: string | null
}

export interface SeatCard {
  id: string
  designation: string
  designationMl: string
  section: string
  role: string
  /** Name of who has the duty, or null. */
  holder: string | null
  duty: Duty
}

export interface OfficeCard {
  office: Named & {
    kind: string
    department: string
    district: string
    address: string
    email: string
    phone: string
    fitToReceive: boolean
    activeFrom: string | null
    activeUntil: string | null
    succession: { kind: 'merged' | 'split'; into: string[]; at: string } | null
    inwardSeat: string | null
  }
  ancestors: Named[]
  children: number
  profile: ProfileCard | null
  seats: SeatCard[]
}

export interface HolderPeriod {
  employee: string
  name: string
  kind: 'regular' | 'additional' | 'in-absence'
  from: string
  until: string | null
  ended: string | null
}

export interface SeatDetail {
  id: string
  office: string
  designation: string
  designationMl: string
  wing: string
  section: string
  role: string
  reportsTo: string | null
  linkOfficer: string | null
  services: string[]
  sanctionedPost: string | null
  holder: string | null
  duty?: Duty
}

/** What a seat still owes, or waits for. */
export interface OpenItem {
  kind: 'tapal' | 'dispatch'
  id: string
  subject: string
  state: string
  dueAt: string | null
}

export interface OpenItems {
  items: OpenItem[]
  counts: Record<string, number>
}

export interface Handover {
  id: string
  seat: string
  state: string
  from: string | null
  to: string
  note: string
  oneSided: boolean
  givenAt: string
  takenAt: string | null
  items: OpenItem[]
}
