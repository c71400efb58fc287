// Who is told of what: from one event of a tapal to the notices that follow from it.

import type { Cause, TapalEvent } from '../tapal/event'
import { tookBeforeRecall } from '../tapal/states'
import type { Tapal } from '../tapal/tapal'
import { type Audience, channelsFor, type ContactsOf, type OutgoingName } from './channels'
import { NOTICE_CARDS, type Notice, type NoticeKind, presses } from './notice'

/** What a notice is about, beside whom it goes to. */
type Facts = Omit<Notice, 'id' | 'channel' | 'address' | 'seat' | 'role'>

/** Whom one event is told to, and as what. */
interface Plan {
  kind: NoticeKind
  audience: Audience[]
}

const OPERATOR = { role: 'operator' } as const

/** Whom the notices of an event go to; empty where it is told to nobody. */
export function audienceOf(tapal: Tapal, event: TapalEvent): Audience[] {
  return planOf(tapal, event)?.audience ?? []
}

/**
 * The notices of one event. Their ids are made from what they are about and the audience, so that each is written once
 * however often the event is followed. Where one letter or one system would tell an audience the same many times in an
 * hour, it is told once.
 */
export function noticesFor(tapal: Tapal, event: TapalEvent, contactsOf: ContactsOf): Notice[] {
  const plan = planOf(tapal, event)
  if (!plan) return []
  return plan.audience.flatMap((audience) => {
    const { about, tapal: one, dispatch, endpoint } = subjectFor(audience, tapal, event, plan.kind)
    const facts = {
      kind: plan.kind,
      tapal: one,
      dispatch,
      endpoint,
      level: event.escalation?.level ?? 0,
      atOnce: tapal.urgency === 'immediate',
      at: event.at,
    }
    const isPressing = presses(plan.kind, tapal.urgency)
    return noticesTo(
      { audience, contactsOf, isPressing },
      (end) => `${about}:${nameOf(audience)}:${end}`,
      facts,
    )
  })
}

/** What the notice of an audience is about: the tapal, or what many notices of the hour have in common. */
function subjectFor(
  audience: Audience,
  tapal: Tapal,
  event: TapalEvent,
  kind: NoticeKind,
): { about: string; tapal: string | null; dispatch: string | null; endpoint: string | null } {
  const { gatherSeconds } = NOTICE_CARDS[kind]
  const span = gatherSeconds === 0 ? '' : Math.floor(event.at.getTime() / (gatherSeconds * 1000))
  const level = event.escalation?.level ?? 0
  // A system that is down holds up thousands of letters.
  if ('role' in audience && (kind === 'undelivered' || kind === 'overdue'))
    return {
      // One about an immediate letter is not hidden by one that can wait.
      about: `${kind}:${tapal.endpoint}:${span}${tapal.urgency === 'immediate' ? ':immediate' : ''}`,
      tapal: null,
      dispatch: null,
      endpoint: tapal.endpoint,
    }
  // A circular has thousands of addressees.
  const toSender = 'seat' in audience && audience.seat === tapal.sender.seat && audience.seat !== tapal.seat
  if (toSender)
    return {
      about: `${tapal.dispatch}:${kind}:${level}:${span}`,
      tapal: null,
      dispatch: tapal.dispatch,
      endpoint: null,
    }
  return { about: `${tapal.id}:${event.sequence}`, tapal: tapal.id, dispatch: tapal.dispatch, endpoint: null }
}

function nameOf(audience: Audience): string {
  return 'seat' in audience ? audience.seat : 'role' in audience ? audience.role : audience.office
}

/** One notice for each channel and address by which the audience is told. */
function noticesTo(
  { audience, contactsOf, isPressing }: { audience: Audience; contactsOf: ContactsOf; isPressing: boolean },
  idOf: (end: string) => string,
  facts: Facts,
): Notice[] {
  return channelsFor(audience, contactsOf(audience), isPressing).map(({ channel, address, key }) => ({
    ...facts,
    id: idOf(key === '' ? channel : `${channel}:${key}`),
    channel,
    address,
    seat: 'seat' in audience ? audience.seat : null,
    role: 'role' in audience ? audience.role : null,
  }))
}

/** What some causes have told, whatever the state. */
const BY_CAUSE: Partial<Record<Cause, { kind: NoticeKind; to: 'sender' | 'both' | 'office' | 'takers' }>> = {
  'ladder-ended': { kind: 'overdue', to: 'both' },
  'expired-untaken': { kind: 'untaken', to: 'both' },
  'transmission-overdue': { kind: 'undelivered', to: 'both' },
  'withdrawal-refused': { kind: 'not-taken-back', to: 'sender' },
  'withdrawal-impossible': { kind: 'not-taken-back', to: 'sender' },
  'withdrawal-overdue': { kind: 'not-taken-back', to: 'both' },
  'withdrawal-given-up': { kind: 'not-taken-back', to: 'both' },
  'reminded-by-sender': { kind: 'reminder', to: 'takers' },
  'mail-link-renewed': { kind: 'mail-link', to: 'office' },
  'mail-bounced': { kind: 'mail-bounced', to: 'both' },
}

function planOf(tapal: Tapal, event: TapalEvent): Plan | null {
  const sender = { seat: tapal.sender.seat }
  const both = [sender, OPERATOR]
  if (event.kind === 'escalation') {
    const above = event.escalation?.seat
    const seats = [tapal.seat, ...(above ? [above] : []), sender.seat]
    return { kind: 'overdue', audience: [...new Set(seats)].map((seat) => ({ seat })) }
  }
  const plan = BY_CAUSE[event.cause]
  const office = [{ office: tapal.office }]
  // All who can take it: the seat itself and those to which it rose, or the office that has a link to it by mail.
  const seats = [...new Set([tapal.seat, ...tapal.escalatedTo])].map((seat) => ({ seat }))
  const takers = tapal.mechanism === 'email' ? office : seats
  const audiences = { sender: [sender], both, office, takers }
  if (plan) return { kind: plan.kind, audience: audiences[plan.to] }
  if (event.to === event.from) return null
  // Its office has taken what was recalled before: the number stands in its register, and so in the record.
  if (tookBeforeRecall(event)) return { kind: 'not-taken-back', audience: [sender] }
  switch (event.to) {
    case 'failed':
    case 'expired':
      return { kind: 'failed', audience: both }
    case 'refused':
      return { kind: 'refused', audience: [sender] }
    case 'returned':
      return { kind: 'returned', audience: [sender] }
    default:
      return null
  }
}

/** The notices of an endpoint that was paused or is gone: to the operators, once for each pause. */
export function endpointNotices(
  endpoint: { id: string; state: 'paused' | 'gone'; since: Date },
  contactsOf: ContactsOf,
): Notice[] {
  const id = `endpoint:${endpoint.id}:${endpoint.state}:${endpoint.since.getTime()}`
  // The notice of the portal has had no channel in its id from the beginning.
  const idOf = (end: string) => (end === 'portal' ? id : `${id}:${end}`)
  const kind = endpoint.state === 'gone' ? 'endpoint-gone' : 'endpoint-paused'
  const isPressing = presses(kind, 'normal')
  return noticesTo({ audience: OPERATOR, contactsOf, isPressing }, idOf, {
    kind,
    tapal: null,
    dispatch: null,
    endpoint: endpoint.id,
    level: 0,
    atOnce: false,
    at: endpoint.since,
  })
}

/** Tells the operators that an address takes no messages, once for what it is about, such as the message that was not sent. */
export function undeliverableNotice(about: string, { address, at }: { address: string; at: Date }): Notice {
  return inPortal('notice-undeliverable', `${about}:undeliverable`, address, at)
}

const DAY_MS = 24 * 3_600_000

/** Tells the operators that the server of a channel refuses us, by our credentials or our settings; once a day. */
export function channelRefusedNotice(channel: OutgoingName, at: Date): Notice {
  const day = Math.floor(at.getTime() / DAY_MS)
  return inPortal('channel-refused', `channel:${channel}:refused:${day}`, channel, at)
}

/** For the operators, where they read it themselves. */
function inPortal(kind: NoticeKind, id: string, address: string, at: Date): Notice {
  return {
    ...{ id, kind, channel: 'portal', seat: null, role: 'operator', address },
    ...{ tapal: null, dispatch: null, endpoint: null, level: 0, atOnce: false, at },
  }
}
