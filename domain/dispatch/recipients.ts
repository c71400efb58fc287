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

/** A recipient after resolution: the seat of an office that the tapal will lie with. */
export interface ResolvedRecipient {
  office: string
  seat: string
  purpose: Purpose
}

export const MAX_RECIPIENTS = 10_000

/** A recipient reached twice is one tapal, and action wins over information; the order of first naming is kept. */
export function mergeRecipients(recipients: readonly ResolvedRecipient[]): ResolvedRecipient[] {
  const merged = new Map<string, ResolvedRecipient>()
  for (const recipient of recipients) {
    const key = `${recipient.office}\n${recipient.seat}`
    const known = merged.get(key)
    if (!known) merged.set(key, { ...recipient })
    else if (recipient.purpose === 'action') known.purpose = 'action'
  }
  return [...merged.values()]
}
