// To whom a letter goes, and what is asked of them.

export const PURPOSES = ['action', 'information'] as const
/** *For action* owes an acknowledgement; *for information* (copy to) owes none. */
export type Purpose = (typeof PURPOSES)[number]

/** A recipient as named by the sender: an office, one seat, or a group. */
export interface Recipient {
  office?: string
  seat?: string
  group?: string
  purpose: Purpose
}

export const MAX_RECIPIENTS = 10_000
