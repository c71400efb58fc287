// Who is told of what: from one event of a tapal to the notices that follow from it.

import type { TapalEvent } from '../tapal/event'
import type { Tapal } from '../tapal/tapal'
import { type Audience, channelsFor, type Contact } from './channels'
import type { Notice, NoticeKind } from './notice'

const NO_CONTACT: Contact = { email: '', phone: '' }

/**
 * The notices of one event. Their ids are made from the event and the audience, so that each is written once
 * however often the event is followed.
 */
export function noticesFor(
  tapal: Tapal,
  event: TapalEvent,
  contactOf: (seat: string) => Contact | undefined,
): Notice[] {
  const plan = planOf(tapal, event)
  if (!plan) return []
  const facts = {
    kind: plan.kind,
    tapal: tapal.id,
    dispatch: tapal.dispatch,
    endpoint: null,
    level: event.escalation?.level ?? 0,
    at: event.at,
  }
  return plan.audience.flatMap((audience) => {
    const to = 'seat' in audience ? audience.seat : audience.role
    const contact = 'seat' in audience ? contactOf(audience.seat) : undefined
    return noticesTo(audience, contact, (channel) => `${tapal.id}:${event.sequence}:${to}:${channel}`, facts)
  })
}

/** One notice for each channel by which the audience is told. */
function noticesTo(
  audience: Audience,
  contact: Contact | undefined,
  idOf: (channel: string) => string,
  facts: Omit<Notice, 'id' | 'channel' | 'address' | 'seat' | 'role'>,
): Notice[] {
  return channelsFor(audience, contact ?? NO_CONTACT).map(({ channel, address }) => ({
    ...facts,
    id: idOf(channel),
    channel,
    address,
    seat: 'seat' in audience ? audience.seat : null,
    role: 'role' in audience ? audience.role : null,
  }))
}

function planOf(tapal: Tapal, event: TapalEvent): { kind: NoticeKind; audience: Audience[] } | null {
  const sender = { seat: tapal.sender.seat }
  const operator = { role: 'operator' } as const
  if (event.kind === 'escalation') {
    const above = event.escalation?.seat
    return { kind: 'overdue', audience: [{ seat: tapal.seat }, ...(above ? [{ seat: above }] : []), sender] }
  }
  if (event.cause === 'ladder-ended') return { kind: 'overdue', audience: [sender, operator] }
  if (event.cause === 'transmission-overdue') return { kind: 'undelivered', audience: [sender, operator] }
  if (event.to === 'failed' && event.from !== 'failed')
    return { kind: 'failed', audience: [sender, operator] }
  if (event.cause === 'expired-untaken') return { kind: 'untaken', audience: [sender, operator] }
  if (event.to === 'expired') return { kind: 'failed', audience: [sender, operator] }
  if (event.to === 'returned' && event.from !== 'returned') return { kind: 'returned', audience: [sender] }
  if (event.cause === 'withdrawal-refused' || event.cause === 'withdrawal-impossible')
    return { kind: 'not-taken-back', audience: [sender] }
  // Its office has taken what was recalled before: the number stands in its register, and so in the record.
  if (event.from === 'recalled' && event.to === 'acknowledged')
    return { kind: 'not-taken-back', audience: [sender] }
  if (event.cause === 'withdrawal-overdue' || event.cause === 'withdrawal-given-up')
    return { kind: 'not-taken-back', audience: [sender, operator] }
  if (event.to === 'refused' && event.from !== 'refused') return { kind: 'refused', audience: [sender] }
  return null
}

/** The notices of an endpoint that was paused or is gone: to the operators, once for each pause. */
export function endpointNotices(endpoint: { id: string; state: 'paused' | 'gone'; since: Date }): Notice[] {
  const id = `endpoint:${endpoint.id}:${endpoint.state}:${endpoint.since.getTime()}`
  // The notice of the portal has had no channel in its id from the beginning.
  const idOf = (channel: string) => (channel === 'portal' ? id : `${id}:${channel}`)
  return noticesTo({ role: 'operator' }, undefined, idOf, {
    kind: endpoint.state === 'gone' ? 'endpoint-gone' : 'endpoint-paused',
    tapal: null,
    dispatch: null,
    endpoint: endpoint.id,
    level: 0,
    at: endpoint.since,
  })
}
