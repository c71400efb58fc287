// Where a tapal is stuck: what it waits for, since when, and whose turn it is.

import type { PausedBy, EndpointState } from '../endpoint/endpoint'
import { movesOf, type TapalEvent, triesOf } from './event'
import { ENDED_STATES } from './states'
import type { Tapal } from './tapal'

export const WAITS = [
  // On its way to the office.
  'hand-over',
  'next-try',
  'scan',
  'system-down',
  'system-paused',
  'system-gone',
  'fetching',
  'system-answer',
  'posting',
  // At the office.
  'acknowledgement',
  'desk',
  // Nowhere: it could not be delivered.
  'operator',
] as const
export type WaitFor = (typeof WAITS)[number]

export interface Wait {
  for: WaitFor
  since: Date
  /** Of an acknowledgement the seat that has to act: the addressed one, or the highest to which it rose. */
  seat?: string
  /** What went wrong the last time. */
  code?: string
}

/** An endpoint as far as it says what a letter waits for. */
export interface WaitingPlace {
  state: EndpointState
  pausedAt: Date | null
  pausedBy: PausedBy | null
}

/**
 * What the tapal waits for at the instant; null where nothing is waited for any more, or nothing was owed. `place` is its
 * endpoint, undefined for one that is not in the record.
 */
export function waitOf(tapal: Tapal, place: WaitingPlace | undefined, now: Date): Wait | null {
  const { state, purpose, deliveredAt, createdAt } = tapal
  if (ENDED_STATES.some((ended) => ended === state)) return null
  const since = lastChange(tapal.events)?.at ?? createdAt
  switch (state) {
    case 'failed':
      return { for: 'operator', since, ...troubleOf(tapal) }
    case 'delivered':
      if (purpose !== 'action') return null
      return {
        for: 'acknowledgement',
        since: deliveredAt ?? since,
        seat: tapal.escalatedTo.at(-1) ?? tapal.seat,
      }
    case 'acknowledged':
    case 'opened':
    case 'in-process':
      if (purpose !== 'action') return null
      return { for: 'desk', since: movesOf(tapal.events).at(-1)?.at ?? since }
    default:
      return onItsWay(tapal, place, now, since)
  }
}

function onItsWay(tapal: Tapal, place: WaitingPlace | undefined, now: Date, since: Date): Wait {
  const { state, attempts } = tapal
  const held = place === undefined || place.state === 'gone' ? 'system-gone' : placeWait(place)
  if (held !== null) return { for: held, since: place?.pausedAt ?? since, ...troubleOf(tapal) }
  const last = tapal.events.at(-1)
  if (last?.cause === 'waits-for-scan') return { for: 'scan', since: last.at }
  if (state === 'handed-over') return { for: atSystem(tapal, now), since, ...troubleOf(tapal) }
  if (attempts === 0) return { for: 'hand-over', since }
  const first = triesOf(tapal.events, attempts).find(({ code }) => code !== undefined)
  return { for: 'next-try', since: first?.at ?? since, ...troubleOf(tapal) }
}

/** Its system has it, or can have it. */
function atSystem({ mechanism, lease }: Tapal, now: Date): WaitFor {
  if (mechanism === 'print') return 'posting'
  if (mechanism === 'pull' && (lease === null || lease.until <= now)) return 'fetching'
  return 'system-answer'
}

function placeWait({ state, pausedBy }: WaitingPlace): WaitFor | null {
  if (state === 'open') return null
  return pausedBy === 'operator' ? 'system-paused' : 'system-down'
}

function troubleOf({ events }: Tapal): { code?: string } {
  const code = events.findLast((event) => event.code !== undefined)?.code
  return code === undefined ? {} : { code }
}

function lastChange(events: readonly TapalEvent[]): TapalEvent | undefined {
  return events.findLast(
    ({ kind, from, to, sequence }) => kind === 'state' && (from !== to || sequence === 1),
  )
}
