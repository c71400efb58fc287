// Follows the record of the tapals into the audit log, the live feed and the notices.

import type { Repositories } from '../../../database'
import type { AuditEntry } from '../../../database/access/audit/repository'
import type { FeedEvent } from '../../../database/letters/feed/repository'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { noticesFor } from '../../../domain/letters/notice/plan'
import { contactsOf } from '../../letters/notice/contacts'

const BATCH = 200

/**
 * One turn: takes rows whose newest events are not followed yet, enters each event once under its own id, and
 * only then marks the rows. Killed at any line, the next turn enters the same again and nothing doubles.
 */
export function followTurn(
  repositories: Repositories,
  now: () => Date = () => new Date(),
): () => Promise<boolean> {
  const { tapals, audit, feed, notices } = repositories
  return async () => {
    const rows = await tapals.unfollowed(BATCH)
    if (rows.length === 0) return false
    const fresh = rows.flatMap(({ tapal, followedTo }) =>
      tapal.events.filter((event) => event.sequence > followedTo).map((event) => ({ tapal, event })),
    )
    await audit.add(fresh.filter(({ event }) => event.from !== event.to || event.sequence === 1).map(entryOf))
    await feed.add(rows.map(({ tapal }) => feedOf(tapal)))
    const concerned = fresh.filter(({ tapal, event }) => noticesFor(tapal, event, () => undefined).length > 0)
    if (concerned.length > 0) {
      const ids = concerned.flatMap(({ tapal }) => [tapal.seat, tapal.sender.seat, ...tapal.escalatedTo])
      const contacts = await contactsOf({ repositories }, [...new Set(ids)], now())
      await notices.add(
        concerned.flatMap(({ tapal, event }) => noticesFor(tapal, event, (seat) => contacts.get(seat))),
      )
    }
    await tapals.markFollowed(rows.map(({ tapal }) => ({ id: tapal.id, sequence: tapal.sequence })))
    return rows.length === BATCH
  }
}

function entryOf({ tapal, event }: { tapal: Tapal; event: Tapal['events'][number] }): AuditEntry {
  return {
    id: `${tapal.id}:${event.sequence}`,
    thing: 'tapal',
    subject: tapal.id,
    what: event.cause,
    from: event.from,
    to: event.to,
    actor: event.actor,
    at: event.at,
  }
}

function feedOf(tapal: Tapal): FeedEvent {
  return {
    id: `${tapal.id}:${tapal.sequence}`,
    tapal: tapal.id,
    dispatch: tapal.dispatch,
    state: tapal.state,
    sequence: tapal.sequence,
    seats: [...new Set([tapal.sender.seat, tapal.seat, ...tapal.escalatedTo])],
    at: tapal.events[tapal.events.length - 1]!.at,
  }
}
