// Sends notices by their outgoing channels.

import type { Repositories } from '../../../database'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import type { OutgoingChannel } from '../../../notices/notice-channel'
import { messageOf } from '../../../notices/templates'

const HELD_MS = 60_000
const BACK_OFF = { initialMs: 30_000, factor: 3, maxMs: 3_600_000, maxAttempts: 12 }

/** One turn: sends one notice that is due. A notice is held while it is sent, so that two workers do not send it twice. */
export function mailTurn(
  notices: Repositories['notices'],
  email: OutgoingChannel,
  publicUrl: string,
  now: () => Date,
): () => Promise<boolean> {
  return async () => {
    const at = now()
    const notice = await notices.take(at, new Date(at.getTime() + HELD_MS))
    if (!notice) return false
    const answer = await email.send(messageOf(notice, publicUrl))
    if (answer.kind === 'sent') await notices.markSent(notice.id, now())
    else if (answer.kind === 'never' || notice.attempts >= BACK_OFF.maxAttempts)
      await notices.retryAt(notice.id, null)
    else
      await notices.retryAt(
        notice.id,
        new Date(now().getTime() + waitAfter(notice.attempts, BACK_OFF, Math.random())),
      )
    return true
  }
}
