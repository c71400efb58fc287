// What is entered in the audit log, and in the feed of the sending agent, because of the new changes of dispatches.

import type { AuditEntry } from '../../../database/access/audit/repository'
import { changeOfDispatch, isForgotten } from '../../../domain/letters/agent-feed/change'
import type { DispatchChange } from '../../../domain/letters/dispatch/change'
import type { DutyDeps, Following, News } from '../../operations/duty/case'

/** Reads dispatches whose newest changes are not followed yet. */
export async function followDispatches(
  deps: DutyDeps,
  following: Following,
  now: Date,
): Promise<News | null> {
  const { dispatches } = deps.repositories
  const rows = await dispatches.unfollowed(following)
  if (rows.length === 0) return null
  const audit = rows.flatMap(({ id, changes }) => changes.map((change) => entryOf(id, change)))
  const told = rows
    .flatMap((row) => row.changes.map((change) => changeOfDispatch(row, change)))
    .filter((change) => !isForgotten(change, now))
  return {
    full: rows.length === following.limit,
    ids: rows.map(({ id }) => id),
    // Screens and people hear of what happens to its tapals.
    entries: async () => ({ audit, feed: [], notices: [], changes: told }),
    done: () => dispatches.markFollowed(rows),
  }
}

/** The id of the entry of a change. */
export function dispatchEntryId(dispatch: string, sequence: number): string {
  return `dispatch:${dispatch}:${sequence}`
}

function entryOf(id: string, { sequence, from, to, cause, actor, at }: DispatchChange): AuditEntry {
  return {
    ...{ id: dispatchEntryId(id, sequence), thing: 'dispatch', subject: id },
    ...{ what: cause, from, to, actor, at },
  }
}
