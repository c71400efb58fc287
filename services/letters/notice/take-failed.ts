// A server tells later that it could not deliver a message: its address is told to the operators, in the portal.

import { undeliverableNotice } from '../../../domain/letters/notice/plan'
import type { NoticeChannel } from '../../../domain/letters/notice/channels'
import type { FailedReport } from '../../../notices/channel'
import type { ServiceDeps } from '../../deps'

interface Deps {
  repositories: Pick<ServiceDeps['repositories'], 'notices'>
}

/** Marks the notices of the message as come back, once. False where it is not known, or not yet: the server tells again. */
export async function takeFailed(
  { repositories: { notices } }: Deps,
  channel: NoticeChannel,
  { reference, code }: FailedReport,
  now: Date,
): Promise<boolean> {
  const sent = await notices.byReference(channel, reference)
  if (sent === null) return false
  // Told first: after a kill in between both happen again.
  await notices.add([undeliverableNotice(sent.message, { address: sent.address, at: now })])
  await notices.markBounced(sent.message, code, now)
  return true
}
