// Sends the notices of one outgoing channel.

import type { OutgoingChannel } from '../../../notices/channel'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import type { ServiceDeps } from '../../deps'

/** How long a notice is kept from other workers while it is sent. */
const CLAIM_MS = 60_000
const BACK_OFF = { initialMs: 30_000, factor: 3, maxMs: 3_600_000, maxAttempts: 12 }

interface Deps extends Pick<ServiceDeps, 'random'> {
  repositories: Pick<ServiceDeps['repositories'], 'notices'>
  /** Where the portal is reached. */
  publicUrl: string
}

/** Sends one notice of the channel that is due; returns false when none was. Two workers do not send the same one. */
export async function sendNotice(
  { repositories: { notices }, publicUrl, random }: Deps,
  channel: OutgoingChannel,
  now: () => Date,
): Promise<boolean> {
  const at = now()
  const notice = await notices.take(channel.name, at, new Date(at.getTime() + CLAIM_MS))
  if (!notice) return false

  // The page of the tapal is open to the sender's seat as to the recipient's.
  const link = notice.tapal ? `${publicUrl}/tapals/${notice.tapal}` : `${publicUrl}/notices`
  const result = await channel.send(notice, link)
  if (result.kind === 'sent') await notices.markSent(notice.id, now())
  else if (result.kind === 'never' || notice.attempts >= BACK_OFF.maxAttempts)
    await notices.retryAt(notice.id, null)
  else {
    const waitMs = waitAfter(notice.attempts, BACK_OFF, random())
    await notices.retryAt(notice.id, new Date(now().getTime() + waitMs))
  }
  return true
}
