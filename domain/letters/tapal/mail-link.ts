// The link in a mail: how long it counts, and when a newer one has taken its place.

/** The link that counts for a tapal; its first one was made with its mail and is number 0. */
export interface MailLink {
  number: number
  /** When it was made. */
  since: Date
}

const DAY_MS = 24 * 3_600_000

/** At most so many links are made for a tapal: each is an entry of its trace. */
export const MOST_LINKS = 20

/** The part of a tapal that it is about. */
interface Linked {
  mailLink: MailLink | null
  deliveredAt: Date | null
  createdAt: Date
}

/** The link that counts now. The first one counts from the hand-over of its mail. */
export function currentLink({ mailLink, deliveredAt, createdAt }: Linked): MailLink {
  return mailLink ?? { number: 0, since: deliveredAt ?? createdAt }
}

/** What has become of a link of that number: it counts for `days` days, and until a newer one is made. */
export function linkStanding(
  tapal: Linked,
  { number, days, now }: { number: number; days: number; now: Date },
): 'good' | 'expired' | 'replaced' {
  const link = currentLink(tapal)
  if (number < link.number) return 'replaced'
  return now.getTime() < link.since.getTime() + days * DAY_MS ? 'good' : 'expired'
}
