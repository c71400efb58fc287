// A message with notices came back: its address is told to the operators, in the portal and not by mail.

import { bounceCode } from '../../../domain/letters/bounce/report'
import { undeliverableNotice } from '../../../domain/letters/notice/plan'
import type { ServiceDeps } from '../../deps'

interface Deps {
  repositories: Pick<ServiceDeps['repositories'], 'notices'>
  secrets: Pick<ServiceDeps['secrets'], 'digest'>
}

const DAY_MS = 24 * 3_600_000
/** Of a digest, enough to tell addresses apart. */
const ADDRESS_LENGTH = 24

/**
 * Marks the notices of the message as bounced, once. Operators are told of an address once a day at most, however many
 * messages to it come back; their notice goes out by no channel, so that it cannot come back itself.
 */
export async function takeNoticeBounce(
  { repositories: { notices }, secrets }: Deps,
  { id: message, status }: { id: string; status: string | null },
  now: Date,
): Promise<'taken' | 'repeated' | 'unknown'> {
  const address = await notices.addressOf(message)
  if (address === null) return 'unknown'
  const day = Math.floor(now.getTime() / DAY_MS)
  const about = `bounced:${secrets.digest(address.toLowerCase()).slice(0, ADDRESS_LENGTH)}:${day}`
  // Told first: after a kill in between both happen again.
  await notices.add([undeliverableNotice(about, { address, at: now })])
  return (await notices.markBounced(message, bounceCode(status), now)) ? 'taken' : 'repeated'
}
