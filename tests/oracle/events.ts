// What the lists of events of tapals and of changes of dispatches must show, and the audit log for them.

import type { DispatchChange } from '../../domain/letters/dispatch/change'
import { canMove, tookBeforeRecall } from '../../domain/letters/tapal/states'
import type { TapalEvent } from '../../domain/letters/tapal/event'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import type { KeptDispatch } from './evidence'

/** Events that jump back, leave a gap, or do not end in the state of the row. */
export function backwardMoves(tapal: Tapal): string[] {
  const wrong = tapal.events.filter((event, i) => {
    const { from, to, sequence } = event
    const before = tapal.events[i - 1]
    return (
      (before !== undefined && (sequence <= before.sequence || from !== before.to)) ||
      (from !== to && !canMove(from, to) && !wasTakenBefore(event))
    )
  })
  const last = tapal.events.at(-1)
  if (last !== undefined && (last.to !== tapal.state || tapal.sequence < last.sequence)) wrong.push(last)
  return wrong.map((event) => `${tapal.id}: ${event.sequence} ${event.from} → ${event.to}`)
}

/** The office had taken the letter before it was recalled; its word of that came later. */
function wasTakenBefore(event: TapalEvent): boolean {
  return tookBeforeRecall(event) && event.cause === 'acknowledged-by-agent'
}

/** Changes that leave a gap, do not begin where the one before ended, or do not end in the state of the row. */
export function brokenChanges({ id, state, changes }: KeptDispatch): string[] {
  const wrong = changes.filter(({ sequence, from }: DispatchChange, i) => {
    const before = changes[i - 1]
    return sequence !== (before?.sequence ?? 0) + 1 || from !== (before?.to ?? null)
  })
  return [
    ...wrong.map(({ sequence, from, to }) => `${id}: ${sequence} ${from} → ${to}`),
    ...(changes.at(-1)?.to === state ? [] : [`${id}: no change led to ${state}`]),
  ]
}

/** Changes of state without an entry in the audit log, and entries without a change. */
export function auditGaps(
  tapals: readonly Tapal[],
  dispatches: readonly KeptDispatch[],
  audit: readonly string[],
): string[] {
  const owed = new Set([
    ...tapals.flatMap(({ id, events }) =>
      events
        .filter((event) => event.from !== event.to || event.sequence === 1)
        .map(({ sequence }) => `${id}:${sequence}`),
    ),
    ...dispatches.flatMap(({ id, changes }) => changes.map(({ sequence }) => `dispatch:${id}:${sequence}`)),
  ])
  const entered = new Set(audit)
  return [
    ...[...owed].filter((id) => !entered.has(id)).map((id) => `${id} is not in the audit log`),
    ...[...entered].filter((id) => !owed.has(id)).map((id) => `${id} is in the audit log alone`),
    ...(entered.size === audit.length ? [] : [`${audit.length - entered.size} entries are there twice`]),
  ]
}
