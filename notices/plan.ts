// Who is told of what: from one event of a tapal to the notices that follow from it.

import type { Notice, NoticeKind } from '../domain/letters/notice/notice'
import type { TapalEvent } from '../domain/letters/tapal/event'
import type { Tapal } from '../domain/letters/tapal/tapal'

/** A seat or role that is told, by portal and, where an address is known, by e-mail. */
interface Audience {
  seat?: string
  role?: 'operator'
}

/**
 * The notices of one event. Their ids are made from the event and the audience, so that each is written once
 * however often the event is followed.
 */
export function noticesFor(tapal: Tapal, event: TapalEvent, mailOf: (seat: string) => string): Notice[] {
  const plan = planOf(tapal, event)
  if (!plan) return []
  return plan.audience.flatMap(({ seat, role }) => {
    const address = seat ? mailOf(seat) : ''
    const base = {
      kind: plan.kind,
      seat: seat ?? null,
      role: role ?? null,
      tapal: tapal.id,
      dispatch: tapal.dispatch,
      endpoint: null,
      level: event.escalation?.level ?? 0,
      at: event.at,
    }
    const id = `${tapal.id}:${event.sequence}:${seat ?? role}`
    const portal: Notice = { ...base, id: `${id}:portal`, channel: 'portal', address: '' }
    return address === '' ? [portal] : [portal, { ...base, id: `${id}:email`, channel: 'email', address }]
  })
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
  if (event.to === 'expired') return { kind: 'failed', audience: [sender, operator] }
  if (event.to === 'refused' && event.from !== 'refused') return { kind: 'refused', audience: [sender] }
  return null
}

/** The notices of an endpoint that was paused or is gone: to the operators, once for each pause. */
export function endpointNotices(endpoint: { id: string; state: 'paused' | 'gone'; since: Date }): Notice[] {
  return [
    {
      id: `endpoint:${endpoint.id}:${endpoint.state}:${endpoint.since.getTime()}`,
      kind: endpoint.state === 'gone' ? 'endpoint-gone' : 'endpoint-paused',
      channel: 'portal',
      seat: null,
      role: 'operator',
      address: '',
      tapal: null,
      dispatch: null,
      endpoint: endpoint.id,
      level: 0,
      at: endpoint.since,
    },
  ]
}
