// A mail of KCS came back: what it carried was not delivered, and the record says so before the mail system is answered.

import type { MailSent } from '../../../domain/letters/bounce/address'
import type { MailReport } from '../../../domain/letters/bounce/report'
import type { ServiceDeps } from '../../deps'
import { takeNoticeBounce } from './take-notice'
import { takeTapalBounce } from './take-tapal'

/**
 * What came of a report. `taken` changed the record; `repeated` was taken before; `late` came after an acknowledgement, a
 * recall or another sending; `delayed` and `other` say nothing that changes anything; `unknown` is of no letter of this
 * record; `too-soon` came before the hand-over of its mail was recorded, and is to be sent again.
 */
export const BOUNCE_ENDS = ['taken', 'repeated', 'late', 'delayed', 'other', 'unknown', 'too-soon'] as const
export type BounceEnd = (typeof BOUNCE_ENDS)[number]

export type BounceDeps = Pick<ServiceDeps, 'repositories' | 'runs'> & {
  secrets: Pick<ServiceDeps['secrets'], 'digest'>
}

/** Takes the report on a mail, once however often it comes. Throws where the database does not answer: then nothing is sure. */
export async function takeBounce(
  deps: BounceDeps,
  { sent, report }: { sent: MailSent; report: MailReport },
  now: Date,
): Promise<BounceEnd> {
  if (report.kind !== 'failed') return report.kind
  const bounced = { ...sent, status: report.status }
  return sent.of === 'tapal' ? takeTapalBounce(deps, bounced, now) : takeNoticeBounce(deps, bounced, now)
}
