// What follows from a test letter: its own agent is told, and nobody else; no audit log, no feed of screens, no notice.

import { changeOfDispatch, changeOfTest, type Change } from '../../../domain/letters/agent-feed/change'
import type { DutyDeps, Following, News } from '../../operations/duty/case'
import { changesOf } from '../tapal/follow'

/** Reads tapals of the sandbox whose newest events are not followed yet. */
export async function followTestTapals(
  { repositories: { sandbox } }: DutyDeps,
  following: Following,
  now: Date,
): Promise<News | null> {
  const rows = await sandbox.tapals.unfollowed(following)
  if (rows.length === 0) return null
  const changes = rows.flatMap((tapal) =>
    tapal.test ? changesOf(tapal, now).map((change) => changeOfTest(change, tapal.test!)) : [],
  )
  return newsOf(following, rows, changes, () =>
    sandbox.tapals.markFollowed(rows.map(({ id, sequence }) => ({ id, sequence }))),
  )
}

/** Reads dispatches of the sandbox whose newest changes are not followed yet. */
export async function followTestDispatches(
  { repositories: { sandbox } }: DutyDeps,
  following: Following,
): Promise<News | null> {
  const rows = await sandbox.dispatches.unfollowed(following)
  if (rows.length === 0) return null
  const changes = rows.flatMap((row) =>
    row.test ? row.changes.map((change) => changeOfTest(changeOfDispatch(row, change), row.test!)) : [],
  )
  return newsOf(following, rows, changes, () => sandbox.dispatches.markFollowed(rows))
}

function newsOf(
  { limit }: Following,
  rows: readonly { id: string }[],
  changes: Change[],
  done: () => Promise<void>,
): News {
  return {
    full: rows.length === limit,
    ids: rows.map(({ id }) => id),
    entries: () => Promise.resolve({ audit: [], feed: [], notices: [], changes }),
    done,
  }
}
