// A tapal that an agent has fetched is its own for a while, until it says what became of it.

/** Kept when it has run out: the agent may have the letter, and only the agent knows. */
export interface Lease {
  /** Of the fetching that gave it out; whoever fetches it next has another one. */
  id: string
  until: Date
  /** How often it was given out. */
  given: number
}

/** Seconds for which a letter is given out, where the agent asks for no other time. */
export const LEASE_SECONDS = 300
export const MIN_LEASE_SECONDS = 10
export const MAX_LEASE_SECONDS = 3_600

/** Letters given out in one page. */
export const INWARDS_AT_ONCE = 20
export const MAX_INWARDS_AT_ONCE = 100

/** When a lease ends that is given now. */
export function leaseEnd(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}
