// The sender on the envelope of a mail, by which a mail that comes back says which it was.

import type { Config } from '../config'
import { bounceAddress, type MailSent } from '../domain/letters/bounce/address'
import type { Secrets } from '../secrets/port'

/** Undefined where mails that come back are not read: then they come back to whoever writes them. */
export function returnPathOf(
  { bounces }: Pick<Config, 'bounces'>,
  { bounceToken }: Pick<Secrets, 'bounceToken'>,
  of: MailSent['of'],
  now: () => Date,
): ((id: string) => string) | undefined {
  if (bounces === null) return undefined
  return (id) => bounceAddress(bounceToken({ of, id, sentAt: now() }), bounces.domain)
}
