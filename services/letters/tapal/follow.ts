// What is entered in audit log, feeds and notices because of the new events of tapals.

import type { AuditEntry } from '../../../database/access/audit/repository'
import type { FeedEvent } from '../../../database/letters/feed/repository'
import { type Change, changeOfTapal, isForgotten } from '../../../domain/letters/agent-feed/change'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import type { TapalState } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { addressesOf } from '../../../domain/letters/notice/channels'
import type { Notice } from '../../../domain/letters/notice/notice'
import { audienceOf, noticesFor } from '../../../domain/letters/notice/plan'
import { contactsFor } from '../notice/contacts'
import type { DutyDeps, Following, News } from '../../operations/duty/case'

const REACHED = ['handed-over', 'delivered', 'acknowledged'] as const satisfies TapalState[]
const NEVER = new Date(0)

interface NewEvent {
  tapal: Tapal
  event: TapalEvent
}

/** Reads rows whose newest events are not followed yet. */
export async function followTapals(deps: DutyDeps, following: Following, now: Date): Promise<News | null> {
  const { tapals } = deps.repositories
  const rows = await tapals.unfollowed(following)
  if (rows.length === 0) return null
  const newEvents = rows.flatMap((tapal) => tapal.events.map((event) => ({ tapal, event })))
  return {
    full: rows.length === following.limit,
    ids: rows.map(({ id }) => id),
    entries: async () => ({
      audit: newEvents.filter(({ event }) => event.from !== event.to || event.sequence === 1).map(entryOf),
      feed: rows.flatMap((tapal) => (tapal.events.length === 0 ? [] : [feedOf(tapal)])),
      notices: await noticesOf(deps, newEvents, now),
      changes: rows.flatMap((tapal) => changesOf(tapal, now)),
    }),
    async done() {
      await deps.repositories.tallies.noteChanged(movedDispatches(newEvents))
      await deps.repositories.endpoints.noteSuccess(successesOf(newEvents))
      await tapals.markFollowed(rows.map(({ id, sequence }) => ({ id, sequence })))
    },
  }
}

/** The dispatches with a tapal in another state than before: what was counted of them is out of date. */
function movedDispatches(newEvents: readonly NewEvent[]): string[] {
  const moved = newEvents.filter(({ event }) => event.from !== event.to || event.sequence === 1)
  return [...new Set(moved.map(({ tapal }) => tapal.dispatch))]
}

/** When a letter last went through at each endpoint. */
function successesOf(newEvents: readonly NewEvent[]): Map<string, Date> {
  const lastSuccesses = new Map<string, Date>()
  for (const { tapal, event } of newEvents) {
    const wasTried = event.kind === 'state' && event.attempt !== undefined
    const reached = wasTried && (REACHED as readonly string[]).includes(event.to) && event.code === undefined
    if (reached && (lastSuccesses.get(tapal.endpoint) ?? NEVER) < event.at)
      lastSuccesses.set(tapal.endpoint, event.at)
  }
  return lastSuccesses
}

async function noticesOf(
  { repositories, channels }: DutyDeps,
  newEvents: readonly NewEvent[],
  now: Date,
): Promise<Notice[]> {
  const noticed = newEvents.filter(({ tapal, event }) => audienceOf(tapal, event).length > 0)
  if (noticed.length === 0) return []
  const audiences = noticed.flatMap(({ tapal, event }) => audienceOf(tapal, event))
  const contactsOf = await contactsFor({ repositories }, audiences, now, channels && addressesOf(channels))
  return noticed.flatMap(({ tapal, event }) => noticesFor(tapal, event, contactsOf))
}

/** A row that is followed from its beginning may be followed again: what is so old may have lost its number since. */
export function changesOf(tapal: Tapal, now: Date): Change[] {
  const fromBeginning = tapal.events[0]?.sequence === 1
  return tapal.events
    .flatMap((event) => changeOfTapal(tapal, event) ?? [])
    .filter((change) => !fromBeginning || !isForgotten(change, now))
}

function entryOf({ tapal, event }: NewEvent): AuditEntry {
  return {
    id: `${tapal.id}:${event.sequence}`,
    thing: 'tapal',
    subject: tapal.id,
    what: event.cause,
    from: event.from,
    to: event.to,
    ...(event.reason === undefined ? {} : { after: { reason: event.reason } }),
    actor: event.actor,
    at: event.at,
  }
}

function feedOf(tapal: Tapal): FeedEvent {
  return {
    id: `${tapal.id}:${tapal.sequence}`,
    case: 'dispatch',
    subject: tapal.dispatch,
    tapal: tapal.id,
    dispatch: tapal.dispatch,
    state: tapal.state,
    sequence: tapal.sequence,
    seats: [...new Set([tapal.sender.seat, tapal.seat, ...tapal.escalatedTo])],
    at: tapal.events[tapal.events.length - 1]?.at ?? tapal.createdAt,
  }
}
