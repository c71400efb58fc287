// A new link to a letter that went by mail: the old one ends, and the new one goes to the mail address of the office.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { renewLinkChange } from '../../../domain/letters/tapal/acts'
import { currentLink, MOST_LINKS } from '../../../domain/letters/tapal/mail-link'
import { actorFor, actsAmong, type Caller, hasRole } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { type Changed } from '../tapal/apply'
import { readTapal, readTapalErrors } from '../tapal/read'

export const renewLinkErrors = [
  ...readTapalErrors,
  'forbidden',
  'link-not-renewable',
] as const satisfies readonly ErrorCode[]

/**
 * For the sender and for operators. The change of the row is what ends the old link; the notice that follows from its
 * entry carries the new one, to the address that the office has then. A repeat under one key changes nothing. Throws
 * KcsError `forbidden` for the receiving side, `link-not-renewable` for a tapal that did not go by mail or was taken.
 */
export async function renewLink(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { tapal: id, key: actKey }: { tapal: string; key: string },
  now: Date,
): Promise<Changed> {
  const { tapals } = repositories
  const tapal = await readTapal({ repositories }, caller, id)
  const { seat, office } = tapal.sender
  const isSender =
    caller.kind === 'agent'
      ? caller.agent.offices.includes(office)
      : (await actsAmong(caller, [seat])).has(seat)
  if (!isSender && !hasRole(caller, ['operator', 'admin'])) throw new KcsError('forbidden')

  const { number } = currentLink(tapal)
  const key = `link:${actKey}`
  if (tapal.events.some((event) => event.key === key)) return { tapal, changed: false }
  if (tapal.mechanism !== 'email' || number >= MOST_LINKS) throw new KcsError('link-not-renewable')
  const actor =
    isSender || caller.kind === 'agent'
      ? actorFor(caller, seat)
      : { kind: 'operator' as const, account: caller.account.login }
  const change = renewLinkChange({ number, actor, at: now, key })
  const renewed = await tapals.apply(id, change, { where: { state: 'delivered', sequence: tapal.sequence } })
  if (renewed) return { tapal: renewed, changed: true }
  const current = await tapals.byId(id)
  if (current?.events.some((event) => event.key === key)) return { tapal: current, changed: false }
  // Somebody acted on it meanwhile: taken, it needs no link; else the next try goes in.
  throw new KcsError('link-not-renewable')
}
