// Seats: posts in offices; inboxes and escalation use seats, never persons.

import type { Piece, Span } from '../office/office'

export const SEAT_ROLES = [
  'head',
  'tapal-clerk',
  'section',
  'link-officer',
  'spio',
  'appellate-authority',
  'nodal-officer',
  'other',
] as const
/** What the seat does for its office. */
export type SeatRole = (typeof SEAT_ROLES)[number]

/** The facts by which the duty of a seat falls to others. */
export interface SeatFacts {
  /** The seat above; tapals escalate along this line, across offices. */
  reportsTo: string | null
  /** The seat whose holder stands in while this one is vacant. */
  linkOfficer: string | null
}

export interface Seat extends SeatFacts {
  id: string
  office: string
  designation: string
  designationMl: string
  wing: string
  section: string
  role: SeatRole
  /** Since when its facts are as they are; null since ever. */
  factsFrom: Date | null
  earlier: Piece<SeatFacts>[]
  /** Services for which this seat is the one to write to. */
  services: string[]
  /** The sanctioned post it was made against, or null. */
  sanctionedPost: string | null
  email: string
  activeFrom: Date | null
  activeUntil: Date | null
  /** Grows with each change; its ETag. */
  version: number
}

/** A seat with the facts given and the rest as it is for one that has just been entered. */
export function newSeat(facts: Pick<Seat, 'id' | 'office' | 'designation'> & Partial<Seat>): Seat {
  return {
    designationMl: '',
    wing: '',
    section: '',
    role: 'section',
    reportsTo: null,
    linkOfficer: null,
    factsFrom: null,
    earlier: [],
    services: [],
    sanctionedPost: null,
    email: '',
    activeFrom: null,
    activeUntil: null,
    version: 1,
    ...facts,
  }
}

/** The id of the seat of the head that is made with its office. */
export function headSeatId(office: string): string {
  return `${office}/HEAD`
}

/** The seat of the head that is made with its office. */
export function newHeadSeat(office: string, facts: Pick<Seat, 'designation'> & Partial<Seat>): Seat {
  return newSeat({ ...facts, id: headSeatId(office), office, role: 'head' })
}

/** A number of posts that was sanctioned before. */
export interface EarlierStrength extends Span {
  posts: number
  order: string
}

/** Posts of one designation that an order allows a section of an office. */
export interface SanctionedPost {
  id: string
  office: string
  wing: string
  section: string
  designation: string
  posts: number
  /** Number and date of the order that sanctions so many. */
  order: string
  /** Since when so many are sanctioned; null since ever. */
  from: Date | null
  /** Null as long as the post lasts. */
  until: Date | null
  /** What other orders sanctioned before. */
  earlier: EarlierStrength[]
  /** Grows with each change; its ETag. */
  version: number
}

/** A sanctioned post with the facts given and the rest as it is for one that has just been entered. */
export function newSanctionedPost(
  facts: Pick<SanctionedPost, 'id' | 'office' | 'designation' | 'posts' | 'order'> & Partial<SanctionedPost>,
): SanctionedPost {
  return { wing: '', section: '', from: null, until: null, earlier: [], version: 1, ...facts }
}
